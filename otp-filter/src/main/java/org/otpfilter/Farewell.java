package org.otpfilter;

import java.util.Objects;

/**
 * The last record of an application whose {@code equals} and {@code hashCode} are linked. JDK 17
 * remembers, in a static cache with room for one, the component type of the record that was linked
 * last, and with a type of ours it would keep the class loader of an application that has ended .
 * Holds nothing itself.
 */
record Farewell(String word) {

  /** Puts a type of the JDK in that place. */
  static boolean say() {
    return Objects.hash(new Farewell("first")) != Objects.hash(new Farewell("last"))
        && !new Farewell("first").equals(new Farewell("last"));
  }
}
