package org.otpfilter;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.runtime.ObjectMethods;

/**
 * What is said to the JDK when an application ends. JDK 17 keeps, in static method handles, the
 * types of the record whose {@code equals}, {@code hashCode} or {@code toString} was linked last,
 * and with a record of ours the class loader of the application. Types of the JDK take that place.
 */
final class Farewell {

  private Farewell() {}

  /** Takes that place; true if the JDK let it. */
  static boolean say() {
    MethodHandles.Lookup lookup = MethodHandles.lookup();
    try {
      MethodHandle getter =
          lookup.findVirtual(String.class, "strip", MethodType.methodType(String.class));
      link(
          lookup,
          getter,
          "equals",
          MethodType.methodType(boolean.class, String.class, Object.class));
      link(lookup, getter, "hashCode", MethodType.methodType(int.class, String.class));
      link(lookup, getter, "toString", MethodType.methodType(String.class, String.class));
      return true;
    } catch (Throwable e) {
      // later JDKs may want a record here; they keep the types softly
      return false;
    }
  }

  private static void link(
      MethodHandles.Lookup lookup, MethodHandle getter, String method, MethodType type)
      throws Throwable {
    Object site = ObjectMethods.bootstrap(lookup, method, type, String.class, "strip", getter);
    if (site == null) {
      throw new IllegalStateException("not linked");
    }
  }
}
