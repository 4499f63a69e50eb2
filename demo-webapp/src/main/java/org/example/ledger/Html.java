package org.example.ledger;

import java.util.Collection;
import java.util.stream.Collectors;

/** A piece of finished markup. It never holds a value that was not escaped on the way in. */
record Html(String markup) {

  static final Html NOTHING = new Html("");

  /** Fills each {@code {}} of the template; whatever is not {@code Html} itself is escaped. */
  static Html of(String template, Object... values) {
    StringBuilder filled = new StringBuilder();
    int from = 0;
    for (Object value : values) {
      int hole = template.indexOf("{}", from);
      if (hole < 0) {
        throw new IllegalArgumentException("more values than holes: " + template);
      }
      filled.append(template, from, hole);
      filled.append(value instanceof Html html ? html.markup : escape(value.toString()));
      from = hole + 2;
    }
    if (template.indexOf("{}", from) >= 0) {
      throw new IllegalArgumentException("more holes than values: " + template);
    }
    return new Html(filled.append(template, from, template.length()).toString());
  }

  static Html join(Collection<Html> parts) {
    return new Html(parts.stream().map(Html::markup).collect(Collectors.joining("\n")));
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
