package org.otpfilter.jdbc;

/** Ends a transaction whose user is not stored yet. Never leaves this package. */
final class UserRowMissingException extends RuntimeException {}
