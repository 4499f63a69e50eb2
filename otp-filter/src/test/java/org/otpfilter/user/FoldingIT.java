package org.otpfilter.user;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.otpfilter.testing.TestDatabase;

/**
 * Holds the folding against the collations of a real MariaDB: what one of them takes for equal has
 * one key. The reverse is not asked; the folding may be coarser.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FoldingIT {

  private static final String GENERAL = "utf8mb4_general_ci";
  private static final String UCA_4 = "utf8mb4_unicode_ci";
  private static final String UCA_52 = "utf8mb4_unicode_520_ci";
  private static final String UCA_14 = "utf8mb4_uca1400_ai_ci";

  private static final int BATCH = 4000;

  /**
   * general_ci takes ß for one s, the others for two. Both at once would make one user of "weis"
   * and "weiss".
   */
  private static final String SHARP_S_AS_ONE_S = "ß";

  /**
   * UCA 4 and 5.2 sort the hamza of these ligatures after the letter, UCA 14 before it. One of the
   * two orders has to be chosen.
   */
  private static final Set<String> HAMZA_AFTER_THE_LETTER = Set.of("ٵ", "ٶ", "ٷ", "ٸ", "ﯝ");

  /** UCA 4 keeps the dot of ŀ, the others do not. */
  private static final Set<String> DOT_OF_L = Set.of("Ŀ", "ŀ");

  /**
   * Small letters above the line and the iota below, in the block of the diacritics and dropped
   * with it. Collations give them the weight of the letter.
   */
  private static final IntPredicate LETTERS_AS_DIACRITICS =
      c -> c == 0x345 || c >= 0x363 && c <= 0x36F;

  private Connection connection;

  @BeforeAll
  void connect() throws SQLException {
    connection = TestDatabase.MARIADB.fresh().connect();
    try (Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE c (cp INT PRIMARY KEY, ch VARCHAR(2) CHARACTER SET utf8mb4)");
    }
    // the old collations give one weight to all that lies beyond the BMP, emoji too, and this is
    // no reason to make one user of all who are named in such a script
    List<Integer> all = codePoints(0x20000);
    for (int from = 0; from < all.size(); from += BATCH) {
      insert(all.subList(from, Math.min(all.size(), from + BATCH)));
    }
  }

  @AfterAll
  void close() throws SQLException {
    connection.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {GENERAL, UCA_4, UCA_52, UCA_14})
  void foldWhenTheCollationSaysEqualThenOneForm(String collation) throws SQLException {
    Map<String, Map<String, List<String>>> classes = new HashMap<>();
    weights(collation)
        .forEach(
            (codePoint, weight) -> {
              String character = Character.toString(codePoint);
              if (!weight.isEmpty() && !isKept(collation, character)) {
                classes
                    .computeIfAbsent(weight, w -> new TreeMap<>())
                    .computeIfAbsent(Folding.fold(character), f -> new ArrayList<>())
                    .add(String.format("%04X", codePoint));
              }
            });

    assertThat(classes).hasSizeGreaterThan(10_000);
    assertThat(classes.values()).filteredOn(forms -> forms.size() > 1).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {UCA_4, UCA_52, UCA_14})
  void foldWhenTheCollationIgnoresACharacterThenItIsDropped(String collation) throws SQLException {
    Set<String> kept = new TreeSet<>();
    weights(collation)
        .forEach(
            (codePoint, weight) -> {
              if (weight.isEmpty() && !foldInside(Character.toString(codePoint)).isEmpty()) {
                kept.add(String.format("%04X", codePoint));
              }
            });

    assertThat(kept).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {UCA_4, UCA_52, UCA_14})
  void foldWhenALetterWeighsAsSeveralThenItFoldsAsThey(String collation) throws SQLException {
    Map<Integer, String> weights = weights(collation);
    Map<String, String> formOfWeight = new HashMap<>();
    weights.forEach((c, w) -> formOfWeight.putIfAbsent(w, foldInside(Character.toString(c))));
    Map<String, String> wrong = new TreeMap<>();
    weights.forEach(
        (codePoint, weight) -> {
          String character = Character.toString(codePoint);
          List<String> units = units(weight);
          if (units.size() > 1
              && formOfWeight.keySet().containsAll(units)
              && !isKept(collation, character)) {
            String form = units.stream().map(formOfWeight::get).collect(Collectors.joining());
            if (!foldInside(character).equals(foldInside(form))) {
              wrong.put(String.format("%04X", codePoint), form);
            }
          }
        });

    assertThat(wrong).isEmpty();
  }

  @Test
  void foldWhenFoldedAgainThenTheSame() {
    Predicate<String> isStable = once -> Folding.fold(once).equals(once);

    assertThat(codePoints(0x110000))
        .extracting(c -> Folding.fold("x" + Character.toString(c)))
        .filteredOn(isStable.negate())
        .isEmpty();
  }

  /** The folded form of what stands between other letters, where blanks are not trimmed. */
  private static String foldInside(String part) {
    String folded = Folding.fold("x" + part + "x");
    return folded.substring(1, folded.length() - 1);
  }

  private static boolean isKept(String collation, String character) {
    if (LETTERS_AS_DIACRITICS.test(character.codePointAt(0))) {
      return true;
    }
    return switch (collation) {
      case GENERAL -> character.equals(SHARP_S_AS_ONE_S);
      case UCA_4 -> HAMZA_AFTER_THE_LETTER.contains(character) || DOT_OF_L.contains(character);
      case UCA_52 -> HAMZA_AFTER_THE_LETTER.contains(character);
      default -> false;
    };
  }

  private static List<String> units(String weight) {
    return IntStream.range(0, weight.length() / 4)
        .mapToObj(i -> weight.substring(4 * i, 4 * i + 4))
        .toList();
  }

  private static List<Integer> codePoints(int end) {
    return IntStream.range(1, end)
        .filter(c -> Character.isDefined(c) && Character.getType(c) != Character.PRIVATE_USE)
        .filter(c -> Character.getType(c) != Character.SURROGATE)
        .boxed()
        .toList();
  }

  private void insert(List<Integer> codePoints) throws SQLException {
    String rows =
        codePoints.stream()
            .map(c -> "(" + c + ",CONVERT(0x" + utf8(c) + " USING utf8mb4))")
            .collect(Collectors.joining(","));
    try (Statement statement = connection.createStatement()) {
      statement.execute("INSERT INTO c VALUES " + rows);
    }
  }

  private static String utf8(int codePoint) {
    return HexFormat.of().formatHex(Character.toString(codePoint).getBytes(StandardCharsets.UTF_8));
  }

  private Map<Integer, String> weights(String collation) throws SQLException {
    boolean old = collation.equals(GENERAL) || collation.equals(UCA_4);
    Map<Integer, String> weights = new TreeMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT cp, HEX(WEIGHT_STRING(ch COLLATE " + collation + ")) FROM c")) {
      while (rows.next()) {
        if (!old || rows.getInt(1) < 0x10000) {
          weights.put(rows.getInt(1), rows.getString(2));
        }
      }
    }
    return weights;
  }
}
