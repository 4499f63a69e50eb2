package org.otpfilter.cli.retrofit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.otpfilter.cli.retrofit.Markup.Piece;

/** An element of {@code web.xml}: what it says, and where it stands in the text. */
final class Element {

  private final String name;
  private final Piece open;
  private final @Nullable String version;
  private final StringBuilder text = new StringBuilder();
  private final List<Element> children = new ArrayList<>();
  private Piece close;

  /**
   * An element whose end is still to come.
   *
   * @param name local name
   * @param version the attribute of that name, or null
   */
  Element(String name, Piece open, @Nullable String version) {
    this.name = name;
    this.open = open;
    this.version = version;
    this.close = open;
  }

  void add(Element child) {
    children.add(child);
  }

  void add(String characters) {
    text.append(characters);
  }

  void closeAt(Piece tag) {
    close = tag;
  }

  String name() {
    return name;
  }

  boolean is(String wanted) {
    return name.equals(wanted);
  }

  Optional<String> version() {
    return Optional.ofNullable(version);
  }

  Piece open() {
    return open;
  }

  Piece close() {
    return close;
  }

  int start() {
    return open.start();
  }

  int end() {
    return close.end();
  }

  List<Element> children() {
    return List.copyOf(children);
  }

  List<Element> children(String wanted) {
    return children.stream().filter(child -> child.is(wanted)).toList();
  }

  /** The trimmed text of the first child of that name, or nothing. */
  String textOf(String child) {
    return children(child).stream().findFirst().map(Element::text).orElse("");
  }

  String text() {
    return text.toString().strip();
  }
}
