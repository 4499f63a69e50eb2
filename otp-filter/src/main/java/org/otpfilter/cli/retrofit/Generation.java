package org.otpfilter.cli.retrofit;

/** The two name spaces of the Servlet API; a WAR is of one, and so is a jar of ours. */
enum Generation {
  JAVAX("javax", "-dropin-javax.jar"),
  JAKARTA("jakarta", "-dropin.jar");

  private final String word;
  private final String suffix;

  Generation(String word, String suffix) {
    this.word = word;
    this.suffix = suffix;
  }

  /** The first word of its packages. */
  String word() {
    return word;
  }

  /** The end of the name of the drop-in jar for it. */
  String suffix() {
    return suffix;
  }

  /** What a class file holds that uses it; put together here so that no relocation changes it. */
  String inClassFiles() {
    return String.join("/", word, "servlet", "");
  }

  Generation other() {
    return this == JAVAX ? JAKARTA : JAVAX;
  }
}
