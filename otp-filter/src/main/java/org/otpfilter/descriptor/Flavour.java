package org.otpfilter.descriptor;

import java.util.Locale;

/**
 * The two names of the Servlet API. They are put together at run time: the build renames one to the
 * other wherever it stands as a text.
 */
public enum Flavour {
  JAVAX,
  JAKARTA;

  /** {@code javax} or {@code jakarta}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The end of the name of the drop-in jar for it. */
  public String jarSuffix() {
    return this == JAVAX ? "-dropin-javax.jar" : "-dropin.jar";
  }

  /** Where the classes of its API begin in class files, with a slash at the end. */
  public String servletFolder() {
    return word() + "/servlet/";
  }

  /** A class of its API, such as {@code annotation/WebServlet}, as class files name it. */
  String servletType(String name) {
    return servletFolder() + name;
  }

  /** The other one. */
  public Flavour other() {
    return this == JAVAX ? JAKARTA : JAVAX;
  }
}
