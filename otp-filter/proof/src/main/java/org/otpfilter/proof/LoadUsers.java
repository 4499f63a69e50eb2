package org.otpfilter.proof;

import java.util.List;
import java.util.stream.LongStream;

/** Hands out each seeded user once, so that no code is brought twice by accident. */
final class LoadUsers {
  private final long users;
  private long next;

  LoadUsers(long users) {
    this.users = users;
  }

  /** So many that nobody had before. */
  List<SeededUser> take(int count) {
    if (next + count > users) {
      throw new IllegalStateException("the users are used up; seed more with --users");
    }
    long from = next;
    next += count;
    return LongStream.range(from, next).mapToObj(SeededUser::new).toList();
  }

  /** How many are left. */
  long left() {
    return users - next;
  }
}
