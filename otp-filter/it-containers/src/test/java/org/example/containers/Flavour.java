package org.example.containers;

/** The name under which a container knows servlets. */
enum Flavour {
  JAVAX("-javax"),
  JAKARTA("");

  private final String classifier;

  Flavour(String classifier) {
    this.classifier = classifier;
  }

  /** The one that this one is not. */
  Flavour other() {
    return this == JAVAX ? JAKARTA : JAVAX;
  }

  /** How the names of our jars of this flavour go on behind the version. */
  String classifier() {
    return classifier;
  }
}
