package org.otpfilter.proof;

final class JettyOneSessionIT extends OneSessionContract {
  JettyOneSessionIT() {
    super(Node.Container.jetty, false);
  }
}
