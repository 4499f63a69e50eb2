package org.otpfilter.descriptor;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The order in which a container takes the fragments (Servlet 3.1, section 8.2.2). Where the
 * fragments leave it open, containers choose; here it is the order of the jars' names.
 */
final class FragmentOrder {

  private static final String OTHERS = "*";

  private FragmentOrder() {}

  /** The fragments that count, in order. */
  static List<Descriptor> of(Descriptor.Order webXml, List<Descriptor> fragments) {
    List<Descriptor> byJar =
        fragments.stream().sorted(Comparator.comparing(Descriptor::where)).toList();
    List<String> absolute = webXml.absolute();
    return absolute == null ? relative(byJar) : absolute(absolute, byJar);
  }

  private static List<Descriptor> absolute(List<String> names, List<Descriptor> fragments) {
    Set<String> known = new LinkedHashSet<>(names);
    List<Descriptor> ordered = new ArrayList<>();
    for (String name : known) {
      for (Descriptor fragment : fragments) {
        String own = fragment.header().order().name();
        boolean takes = name.equals(OTHERS) ? !known.contains(own) : name.equals(own);
        if (takes && !ordered.contains(fragment)) {
          ordered.add(fragment);
        }
      }
    }
    return ordered;
  }

  /** Takes, one by one, the first that nothing left over must precede. */
  private static List<Descriptor> relative(List<Descriptor> fragments) {
    List<Descriptor> left = new ArrayList<>(fragments);
    List<Descriptor> ordered = new ArrayList<>();
    while (!left.isEmpty()) {
      Descriptor next =
          left.stream()
              .filter(f -> left.stream().noneMatch(other -> !other.equals(f) && precedes(other, f)))
              .findFirst()
              .orElse(left.get(0));
      ordered.add(next);
      left.remove(next);
    }
    return ordered;
  }

  private static boolean precedes(Descriptor first, Descriptor second) {
    Descriptor.Order one = first.header().order();
    Descriptor.Order two = second.header().order();
    if (names(one.before(), two) || names(two.after(), one)) {
      return true;
    }
    boolean back = names(two.before(), one) || names(one.after(), two);
    return !back
        && ((one.before().contains(OTHERS) && !two.before().contains(OTHERS))
            || (two.after().contains(OTHERS) && !one.after().contains(OTHERS)));
  }

  private static boolean names(List<String> names, Descriptor.Order order) {
    return !order.name().isEmpty() && names.contains(order.name());
  }
}
