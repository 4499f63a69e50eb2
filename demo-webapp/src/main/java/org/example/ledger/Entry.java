package org.example.ledger;

import java.time.LocalDate;

/** A line of the books: what came to (or, below zero, left) a holder's account on a day. */
record Entry(LocalDate day, String holder, long cents, String text) {

  Entry {
    if (text.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException("an entry's text is one line without tabs");
    }
  }

  String toLine() {
    return String.join("\t", day.toString(), holder, Long.toString(cents), text);
  }

  static Entry ofLine(String line) {
    String[] fields = line.split("\t", 4);
    if (fields.length != 4) {
      throw new IllegalArgumentException("not an entry: " + line);
    }
    return new Entry(LocalDate.parse(fields[0]), fields[1], Long.parseLong(fields[2]), fields[3]);
  }
}
