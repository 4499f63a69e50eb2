package org.example.ledger;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** Amounts in cents, as people write and read them. */
final class Money {

  private static final Pattern AMOUNT = Pattern.compile("[0-9]{1,7}([.,][0-9]{1,2})?");

  private Money() {}

  static String text(long cents) {
    return String.format(Locale.ROOT, "%,.2f", BigDecimal.valueOf(cents, 2));
  }

  /** Reads an amount above zero, such as {@code 12}, {@code 12.5} or {@code 12,50}. */
  static OptionalLong parse(String typed) {
    String amount = typed.strip();
    if (!AMOUNT.matcher(amount).matches()) {
      return OptionalLong.empty();
    }
    long cents = new BigDecimal(amount.replace(',', '.')).movePointRight(2).longValueExact();
    return cents > 0 ? OptionalLong.of(cents) : OptionalLong.empty();
  }
}
