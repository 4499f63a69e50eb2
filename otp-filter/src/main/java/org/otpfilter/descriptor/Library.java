package org.otpfilter.descriptor;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A jar of {@code WEB-INF/lib}.
 *
 * @param name the file's name
 * @param uses the Servlet APIs that its classes name
 * @param artifacts Maven artifacts in it, with their versions
 * @param initializer whether code in it registers filters and servlets at start
 * @param ours what it is, if it is a jar of this product
 */
public record Library(
    String name,
    Set<Flavour> uses,
    Map<String, String> artifacts,
    boolean initializer,
    Optional<Product> ours) {

  /** Copies. */
  public Library {
    uses = Set.copyOf(uses);
    artifacts = Map.copyOf(artifacts);
  }

  /**
   * A copy of this product.
   *
   * @param flavour the Servlet API that it is for, or null if that cannot be told
   * @param dropin whether it brings its libraries along
   */
  public record Product(@Nullable Flavour flavour, boolean dropin) {}
}
