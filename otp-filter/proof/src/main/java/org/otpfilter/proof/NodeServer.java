package org.otpfilter.proof;

/** A container with the application of {@link HostPages}. Starts once. */
interface NodeServer {

  /** Returns its port when it answers. */
  int start() throws Exception;

  void stop() throws Exception;
}
