package org.otpfilter.servlet;

import org.jspecify.annotations.Nullable;

/** The refusals of the pages: status, problem type (RFC 9457), and where their texts are. */
enum Refusal {
  INSECURE(403, "insecure", "notice.insecure", null),
  COOKIES(403, "sign-in-required", "notice.cookies", null),
  SIGN_IN(403, "sign-in-required", "notice.sign-in", null),
  UNREADABLE(403, "sign-in-required", "notice.denied", null),
  OTP_REQUIRED(403, "otp-required", "problem.otp-required", Page.CHALLENGE),
  ENROLMENT_REQUIRED(403, "enrolment-required", "problem.enrolment-required", Page.ENROL),
  TOO_OLD(403, "too-old", "problem.too-old", Page.CHALLENGE),
  CODE_REFUSED(403, "code-refused", "problem.code-refused", null),
  WAIT(429, "wait", "problem.wait", null),
  CSRF(403, "csrf", "notice.csrf", null),
  MALFORMED(400, "malformed", "notice.malformed", null),
  NOT_FOUND(404, "not-found", "notice.not-found", null),
  METHOD(405, "method", "notice.method", null),
  CONFLICT(409, "conflict", "notice.conflict", null),
  LAST_DEVICE(409, "conflict", "notice.last-device", null),
  TOO_MANY_DEVICES(409, "conflict", "notice.too-many-devices", null),
  TOO_LARGE(413, "too-large", "notice.too-large", null),
  MEDIA_TYPE(415, "media-type", "notice.media-type", null),
  UNAVAILABLE(503, "unavailable", "notice.unavailable", null);

  private final int status;
  private final String type;
  private final String texts;
  private final @Nullable Page leadsTo;

  Refusal(int status, String type, String texts, @Nullable Page leadsTo) {
    this.status = status;
    this.type = type;
    this.texts = texts;
    this.leadsTo = leadsTo;
  }

  int status() {
    return status;
  }

  String type() {
    return "urn:otpfilter:" + type;
  }

  /** Message key of the heading. */
  String titleKey() {
    return texts + ".title";
  }

  /** Message key of the text. */
  String textKey() {
    return texts + ".text";
  }

  /** The page that ends the refusal; null if none does. */
  @Nullable Page leadsTo() {
    return leadsTo;
  }
}
