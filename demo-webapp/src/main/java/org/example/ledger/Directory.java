package org.example.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The staff directory. As directories do, it takes a name whatever its case, accents and outer
 * blanks.
 */
final class Directory {

  private static final List<Person> STAFF =
      List.of(
          new Person("alice", "Alice Archer", "wonderland", "clerk"),
          new Person("bob", "Bob Baker", "builder", "clerk"),
          new Person("carol", "Carol Chandler", "singer", "admin"));

  private Directory() {}

  static List<Person> staff() {
    return STAFF;
  }

  static Optional<Person> find(String typed) {
    String name = plain(typed);
    return STAFF.stream().filter(person -> person.holder().equals(name)).findFirst();
  }

  static Optional<Account> signIn(String typed, String password) {
    return find(typed)
        .filter(
            person ->
                MessageDigest.isEqual(person.password().getBytes(UTF_8), password.getBytes(UTF_8)))
        .map(person -> new Account(typed, person));
  }

  private static String plain(String typed) {
    return Normalizer.normalize(typed, Normalizer.Form.NFKD)
        .replaceAll("\\p{M}", "")
        .toLowerCase(Locale.ROOT)
        .strip();
  }
}
