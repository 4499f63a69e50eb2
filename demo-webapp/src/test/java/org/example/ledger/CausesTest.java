package org.example.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class CausesTest {

  @Test
  void textWhenOuterMessageQuotesTheInnerThenSaysItOnce() {
    Throwable inner = new IllegalStateException("the key is missing");

    assertThat(Causes.text(new IllegalStateException(inner))).isEqualTo("the key is missing");
  }

  @Test
  void textWhenMessagesDifferThenSaysAllFromOutsideIn() {
    Throwable inner = new IllegalStateException("connection refused");

    assertThat(Causes.text(new IllegalStateException("the database cannot be reached", inner)))
        .isEqualTo("the database cannot be reached\n  connection refused");
  }
}
