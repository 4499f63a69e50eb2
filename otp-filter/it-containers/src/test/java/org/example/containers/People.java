package org.example.containers;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Whom the realms of all containers know, with the password {@code wonderland}. */
final class People {
  static final List<String> NAMES =
      Stream.concat(
              Stream.of("alice", "bob", "carol", "dave", "erin", "frank"),
              IntStream.range(0, 20).mapToObj(i -> "user" + i))
          .toList();

  private People() {}
}
