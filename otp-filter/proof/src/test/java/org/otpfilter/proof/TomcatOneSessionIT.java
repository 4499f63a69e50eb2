package org.otpfilter.proof;

final class TomcatOneSessionIT extends OneSessionContract {
  TomcatOneSessionIT() {
    super(Node.Container.tomcat, true);
  }
}
