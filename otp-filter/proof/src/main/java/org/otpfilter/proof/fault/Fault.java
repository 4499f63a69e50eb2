package org.otpfilter.proof.fault;

/** Something that breaks, and is mended. */
interface Fault extends AutoCloseable {

  /** Breaks it. */
  void begin() throws Exception;

  /** Whether it has really struck by now, so that what the users saw can tell of it. */
  boolean hasStruck() throws Exception;

  /** Mends it, as far as an operator would; what is left mends itself. */
  void end() throws Exception;

  /** Releases what it holds, mended or not. */
  @Override
  default void close() {}
}
