package org.otpfilter.jdbc;

import java.sql.SQLException;

/** Carries an {@link SQLException} through code that knows no SQL. Never leaves this package. */
final class StatementFailedException extends RuntimeException {
  private final SQLException failure;

  StatementFailedException(SQLException failure) {
    super(failure);
    this.failure = failure;
  }

  SQLException failure() {
    return failure;
  }
}
