package org.otpfilter.descriptor;

import java.util.Collection;
import java.util.Optional;

/** Applications that can also be started by {@code java -jar}, which looks at no web.xml. */
public final class BootLoader {

  private static final String FOLDER = "org/springframework/boot/loader/";

  private BootLoader() {}

  /** What to say of an application with these files; nothing of one that only a container runs. */
  public static Optional<String> warning(Collection<String> files) {
    return files.stream().anyMatch(file -> file.startsWith(FOLDER))
        ? Optional.of(
            "Spring Boot can start this by 'java -jar', and then nothing reads web.xml: the filter"
                + " is not there, and nothing says so. Deploy it in a container, or register the"
                + " filter in code")
        : Optional.empty();
  }
}
