package org.otpfilter.jdbc;

import org.jspecify.annotations.Nullable;

/** The store cannot be used, found at start. The message tells an operator where and what to do. */
public final class StoreStartException extends RuntimeException {

  StoreStartException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
