package org.otpfilter.page;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A page that only says something: a denial, an error, a step in between. It asks for no code.
 *
 * @param titleKey message key of the heading
 * @param textKey message key of the text
 * @param linkHref where the page leads on, or null if nowhere
 * @param linkTextKey message key of that link
 * @param top whether the page stands in a frame and its link and form must leave it
 */
public record NoticeView(
    String titleKey,
    String textKey,
    @Nullable String linkHref,
    @Nullable String linkTextKey,
    boolean top) {
  public NoticeView {
    Objects.requireNonNull(titleKey, "titleKey");
    Objects.requireNonNull(textKey, "textKey");
    if ((linkHref == null) != (linkTextKey == null)) {
      throw new IllegalArgumentException("A link needs both its target and its text");
    }
  }
}
