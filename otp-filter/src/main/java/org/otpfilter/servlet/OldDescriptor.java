package org.otpfilter.servlet;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.otpfilter.descriptor.Dispatch;
import org.otpfilter.descriptor.FilterMapping;

/**
 * Maps the filter to the dispatcher types that the {@code web.xml} of its application is too old to
 * name: before 2.4 it names none, before 3.0 not ASYNC (R074). What its author could have named and
 * did not is left alone.
 */
public final class OldDescriptor {
  private static final String EVERYTHING = "/*";

  private OldDescriptor() {}

  /**
   * Adds the types to a filter that is mapped to everything, and lets asynchronous requests pass.
   *
   * @param filterName null if whoever made the configuration gave none
   * @return the types that were added; none where the container does not let that happen
   */
  public static Set<DispatcherType> complete(ServletContext context, @Nullable String filterName) {
    Set<DispatcherType> unnamed = unnameable(context);
    FilterRegistration registration =
        filterName == null ? null : context.getFilterRegistrations().get(filterName);
    if (unnamed.isEmpty() || registration == null) {
      return Set.of();
    }
    List<FilterMapping> own =
        StartReport.mappings(context).stream()
            .filter(mapping -> mapping.filter().equals(filterName))
            .filter(mapping -> mapping.patterns().contains(EVERYTHING))
            .toList();
    // a container that does not validate may have taken them from such a descriptor all the same
    unnamed.removeIf(
        type -> own.stream().anyMatch(m -> m.dispatches().contains(Dispatch.valueOf(type.name()))));
    if (own.isEmpty() || unnamed.isEmpty()) {
      return Set.of();
    }
    try {
      registration.addMappingForUrlPatterns(EnumSet.copyOf(unnamed), true, EVERYTHING);
      if (registration instanceof FilterRegistration.Dynamic changeable) {
        changeable.setAsyncSupported(true);
      }
      return unnamed;
    } catch (IllegalStateException | UnsupportedOperationException e) {
      // the report at start warns of them then
      return Set.of();
    }
  }

  private static Set<DispatcherType> unnameable(ServletContext context) {
    if (context.getEffectiveMajorVersion() != 2) {
      return EnumSet.noneOf(DispatcherType.class);
    }
    return context.getEffectiveMinorVersion() < 4
        ? EnumSet.complementOf(EnumSet.of(DispatcherType.REQUEST))
        : EnumSet.of(DispatcherType.ASYNC);
  }
}
