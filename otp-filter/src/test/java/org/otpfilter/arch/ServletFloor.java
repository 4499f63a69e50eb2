package org.otpfilter.arch;

import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.AccessTarget.FieldAccessTarget;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMember;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a class needs of the Servlet API that an older API, under {@code javax.servlet}, does not
 * have: types, members, and methods that were abstract there and have a body since.
 */
final class ServletFloor {
  private static final String COMPILED = "jakarta.servlet.";
  private static final String FLOOR = "javax.servlet.";

  private final ClassLoader floor;

  ServletFloor(ClassLoader floor) {
    this.floor = floor;
  }

  /** Each as a sentence; none if the class keeps to the floor. */
  Set<String> missedBy(JavaClass item) {
    Set<String> missed = new TreeSet<>();
    types(item).filter(type -> find(type).isEmpty()).forEach(type -> missed.add(type + " is new"));
    for (JavaAccess<?> access : item.getAccessesFromSelf()) {
      member(access)
          .filter(member -> isServlet(member.getOwner().getName()))
          .filter(member -> !has(member))
          .ifPresent(member -> missed.add(member.getFullName() + " is new"));
    }
    unimplemented(item)
        .forEach(method -> missed.add(item.getName() + " does not implement " + method));
    return missed;
  }

  private static Stream<String> types(JavaClass item) {
    return item.getDirectDependenciesFromSelf().stream()
        .map(Dependency::getTargetClass)
        .map(type -> type.getBaseComponentType().getName())
        .filter(ServletFloor::isServlet);
  }

  private static Optional<? extends JavaMember> member(JavaAccess<?> access) {
    if (access.getTarget() instanceof CodeUnitAccessTarget unit) {
      return unit.resolveMember();
    }
    return access.getTarget() instanceof FieldAccessTarget field
        ? field.resolveMember()
        : Optional.empty();
  }

  /** Whether the floor has a member of that name and of those parameters. */
  private boolean has(JavaMember member) {
    Class<?> owner = find(member.getOwner().getName()).orElse(null);
    if (owner == null) {
      return false;
    }
    String wanted = member.getDescriptor().replace("jakarta/servlet/", "javax/servlet/");
    String name = member.getName();
    if (name.equals("<init>")) {
      return Stream.of(owner.getDeclaredConstructors())
          .anyMatch(made -> wanted.equals(parameters(made.getParameterTypes()) + "V"));
    }
    return Stream.of(owner.getDeclaredFields()).anyMatch(field -> field.getName().equals(name))
        || methods(owner)
            .filter(method -> method.getName().equals(name))
            .anyMatch(
                method ->
                    wanted.equals(
                        parameters(method.getParameterTypes())
                            + method.getReturnType().descriptorString()));
  }

  /** Methods without a body in the floor that a concrete class leaves to a default of today. */
  private List<String> unimplemented(JavaClass item) {
    Class<?> loaded = item.reflect();
    List<String> left = new ArrayList<>();
    if (loaded.isInterface() || Modifier.isAbstract(loaded.getModifiers())) {
      return left;
    }
    for (Method method : loaded.getMethods()) {
      Class<?> declaring = method.getDeclaringClass();
      if (declaring.isInterface() && method.isDefault() && isServlet(declaring.getName())) {
        boolean abstractBefore =
            find(declaring.getName()).stream()
                .flatMap(ServletFloor::methods)
                .anyMatch(old -> old.getName().equals(method.getName()) && isAbstract(old));
        if (abstractBefore) {
          left.add(declaring.getName() + "." + method.getName());
        }
      }
    }
    return left;
  }

  private static boolean isAbstract(Method method) {
    return Modifier.isAbstract(method.getModifiers());
  }

  private static Stream<Method> methods(Class<?> owner) {
    return Stream.concat(Stream.of(owner.getMethods()), Stream.of(owner.getDeclaredMethods()));
  }

  private static String parameters(Class<?>[] types) {
    return Stream.of(types).map(Class::descriptorString).collect(Collectors.joining("", "(", ")"));
  }

  private Optional<Class<?>> find(String name) {
    try {
      return Optional.of(Class.forName(FLOOR + name.substring(COMPILED.length()), false, floor));
    } catch (ClassNotFoundException e) {
      return Optional.empty();
    }
  }

  private static boolean isServlet(String name) {
    return name.startsWith(COMPILED);
  }
}
