package org.otpfilter.descriptor;

/** The ways by which a request reaches a filter (Servlet 3.1, section 6.2.5). */
public enum Dispatch {
  REQUEST,
  FORWARD,
  INCLUDE,
  ASYNC,
  ERROR
}
