package org.otpfilter.descriptor;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What well-known filters do, told from their class names. Others it does not know. */
public final class KnownFilters {

  private static final String LIST = "known-filters.txt";
  private static final String PROXY = "org.springframework.web.filter.DelegatingFilterProxy";
  private static final Pattern BLANKS = Pattern.compile("\\s+");
  private static final String BEAN = "bean";

  private final List<Known> known;

  /** What a filter does. */
  public enum Kind {
    SIGN_IN,
    CONTENT,
    HARMLESS
  }

  /**
   * A known filter.
   *
   * @param kind what it does
   * @param library whose it is
   */
  public record Match(Kind kind, String library) {}

  private record Known(boolean bean, String start, Match match) {}

  private KnownFilters(List<Known> known) {
    this.known = known;
  }

  /** Those that the product brings along. */
  public static KnownFilters load() {
    try (InputStream in = KnownFilters.class.getResourceAsStream(LIST)) {
      if (in == null) {
        throw new IllegalStateException(LIST + " is missing from the jar");
      }
      BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
      return new KnownFilters(
          lines.lines().filter(line -> !line.startsWith("#")).map(KnownFilters::known).toList());
    } catch (IOException e) {
      throw new UncheckedIOException(LIST + " cannot be read", e);
    }
  }

  private static Known known(String line) {
    boolean bean = BLANKS.split(line, 3)[1].equals(BEAN);
    String[] words = BLANKS.split(line, bean ? 4 : 3);
    Kind kind =
        switch (words[0]) {
          case "sign-in" -> Kind.SIGN_IN;
          case "content" -> Kind.CONTENT;
          default -> Kind.HARMLESS;
        };
    int at = bean ? 2 : 1;
    return new Known(bean, words[at], new Match(kind, words[at + 1]));
  }

  /** What the filter is, if it is known. */
  public Optional<Match> find(FilterDef filter) {
    boolean proxy = filter.className().equals(PROXY);
    String bean = filter.parameters().getOrDefault("targetBeanName", filter.name());
    return known.stream()
        .filter(
            k ->
                k.bean()
                    ? proxy && bean.equals(k.start())
                    : !proxy && filter.className().startsWith(k.start()))
        .map(Known::match)
        .findFirst();
  }
}
