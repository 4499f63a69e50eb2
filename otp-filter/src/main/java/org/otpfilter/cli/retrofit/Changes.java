package org.otpfilter.cli.retrofit;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What becomes of the files of an application; those not named stay as they are. */
final class Changes {

  private final Map<String, byte[]> written = new LinkedHashMap<>();
  private final Set<String> dropped = new TreeSet<>();

  /** A file with this content, in place of the old one or new. */
  Changes write(String name, byte[] content) {
    written.put(name, content);
    return this;
  }

  /** A file, or a folder if it is empty then, that is no longer there. */
  Changes drop(String name) {
    dropped.add(name);
    return this;
  }

  Map<String, byte[]> written() {
    return Collections.unmodifiableMap(written);
  }

  boolean drops(String name) {
    return dropped.contains(name);
  }

  List<String> dropped() {
    return new ArrayList<>(dropped);
  }
}
