package org.otpfilter.proof;

final class TomcatTwoNodesIT extends TwoNodesContract {
  TomcatTwoNodesIT() {
    super(Node.Container.tomcat, true);
  }
}
