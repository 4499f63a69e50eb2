package org.otpfilter.gate;

/** What becomes of a dispatch of the host application. Says nothing of how a denial looks. */
public enum Decision {
  /** The application gets it. */
  PASS,
  /** The user has a device and has not verified. */
  OTP_REQUIRED,
  /** The user must enrol first. */
  ENROLMENT_REQUIRED,
  /** Verified, but longer ago than the rule allows. */
  TOO_OLD,
  /** Nobody is signed in where somebody must be. */
  SIGN_IN_REQUIRED,
  /** The session was pending for too long and must end. */
  SESSION_OVER,
  /** The store did not answer, and without it nothing may pass. */
  UNAVAILABLE
}
