package org.otpfilter.page;

import java.io.IOException;
import java.io.StringReader;
import java.text.MessageFormat;
import java.util.Collections;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * Every text of the pages, by key, from the one bundle and the theme's lines over it. It escapes
 * nothing: that is the template's work.
 *
 * <p>Texts are {@link MessageFormat} patterns, except that an apostrophe is just an apostrophe.
 */
public final class Messages {
  static final String FILE = "messages.properties";

  private final Map<String, String> patterns;
  private final Map<String, Object> tree;

  Messages(Theme theme) {
    Map<String, String> all = new TreeMap<>(parse(theme.bundledText(FILE), "bundled " + FILE));
    theme.ownText(FILE).ifPresent(text -> all.putAll(parse(text, theme.origin(FILE))));
    this.patterns = Collections.unmodifiableMap(all);
    this.tree = nest(patterns);
  }

  /** The text of this key, its places filled; an unknown key is a broken caller. */
  public String text(String key, Object... args) {
    String pattern = patterns.get(key);
    if (pattern == null) {
      throw new IllegalArgumentException("No message " + key);
    }
    return format(pattern).format(args);
  }

  /** All texts that need no arguments, as {@code t.challenge.title} in a template. */
  Map<String, Object> tree() {
    return tree;
  }

  private static Map<String, String> parse(String text, String origin) {
    Properties lines = new Properties();
    try {
      lines.load(new StringReader(text));
    } catch (IOException | IllegalArgumentException e) {
      throw new ThemeException(origin + " is not a properties file", e);
    }
    Map<String, String> parsed = new HashMap<>();
    for (String key : lines.stringPropertyNames()) {
      String pattern = lines.getProperty(key);
      try {
        format(pattern);
      } catch (IllegalArgumentException e) {
        throw new ThemeException(origin + ": " + key + " is not a message pattern", e);
      }
      parsed.put(key, pattern);
    }
    return parsed;
  }

  private static MessageFormat format(String pattern) {
    return new MessageFormat(pattern.replace("'", "''"), Locale.ENGLISH);
  }

  private static Map<String, Object> nest(Map<String, String> patterns) {
    Map<String, Object> root = new HashMap<>();
    patterns.forEach((key, pattern) -> put(root, key, format(pattern).format(new Object[0])));
    return root;
  }

  @SuppressWarnings("unchecked") // only this method puts maps in
  private static void put(Map<String, Object> root, String key, String text) {
    String[] parts = key.split("\\.", -1);
    Map<String, Object> at = root;
    for (int i = 0; i < parts.length - 1; i++) {
      Object next = at.computeIfAbsent(parts[i], part -> new HashMap<String, Object>());
      if (!(next instanceof Map)) {
        throw new ThemeException(FILE + ": " + key + " lies below a key that is a text itself");
      }
      at = (Map<String, Object>) next;
    }
    if (at.putIfAbsent(parts[parts.length - 1], text) != null) {
      throw new ThemeException(FILE + ": " + key + " is a text and has keys below it");
    }
  }
}
