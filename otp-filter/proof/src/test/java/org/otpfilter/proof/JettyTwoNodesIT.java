package org.otpfilter.proof;

final class JettyTwoNodesIT extends TwoNodesContract {
  JettyTwoNodesIT() {
    super(Node.Container.jetty, false);
  }
}
