package org.otpfilter;

/**
 * Is told of security events, for mail to the user or an alarm (R055). Found through {@link
 * java.util.ServiceLoader} in the application's class path. Cannot change what was decided.
 *
 * <p>An implementation MUST have a public no-argument constructor and MAY be slow: it is called on
 * one thread of the product's own, after the event was stored. It MAY throw: that is logged and
 * nothing else. It MUST NOT assume that every event arrives if the server is killed.
 */
public interface OtpListener {

  /** Takes an event. */
  void onEvent(OtpEvent event);
}
