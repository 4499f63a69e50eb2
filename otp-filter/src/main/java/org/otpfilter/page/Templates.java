package org.otpfilter.page;

import com.github.mustachejava.DefaultMustacheFactory;
import com.github.mustachejava.DefaultMustacheVisitor;
import com.github.mustachejava.Mustache;
import com.github.mustachejava.MustacheException;
import com.github.mustachejava.MustacheVisitor;
import com.github.mustachejava.TemplateContext;
import com.github.mustachejava.reflect.MapObjectHandler;
import java.io.Reader;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The compiled templates. Names come from a fixed list, values only from maps, and everything but
 * the QR drawing is escaped; no template, partial or name is ever made from input.
 */
final class Templates {
  private static final String SUFFIX = ".mustache";
  private static final Set<String> PAGES =
      Set.of("challenge", "recovery", "enrol", "recovery-codes", "devices", "notice", "report");
  private static final Set<String> PARTS = Set.of("top", "end", "alert", "code");

  private final Map<String, Mustache> compiled = new TreeMap<>();

  Templates(Theme theme) {
    theme.refuseUnknownTemplates(fileNames());
    ListedFactory factory = new ListedFactory(theme);
    PARTS.forEach(name -> compiled.put(name, compile(factory, theme, name)));
    PAGES.forEach(name -> compiled.put(name, compile(factory, theme, name)));
  }

  String render(String page, Map<String, Object> model) {
    Mustache template = compiled.get(page);
    if (template == null) {
      throw new IllegalArgumentException("No page " + page);
    }
    StringWriter out = new StringWriter();
    template.execute(out, model);
    return out.toString();
  }

  private static Mustache compile(ListedFactory factory, Theme theme, String name) {
    try {
      return factory.compile(name + SUFFIX);
    } catch (MustacheException e) {
      throw new ThemeException(theme.origin(name + SUFFIX) + ": " + e.getMessage(), e);
    }
  }

  private static Set<String> fileNames() {
    Set<String> names = new TreeSet<>();
    PAGES.forEach(name -> names.add(name + SUFFIX));
    PARTS.forEach(name -> names.add(name + SUFFIX));
    return Collections.unmodifiableSet(names);
  }

  /** Reads listed names only, and knows nothing but maps. */
  private static final class ListedFactory extends DefaultMustacheFactory {
    private final Theme theme;

    ListedFactory(Theme theme) {
      this.theme = theme;
      setObjectHandler(new MapObjectHandler());
    }

    @Override
    public Reader getReader(String resourceName) {
      if (!fileNames().contains(resourceName)) {
        throw new MustacheException("there is no template " + resourceName);
      }
      return new StringReader(theme.text(resourceName));
    }

    @Override
    public MustacheVisitor createMustacheVisitor() {
      return new EscapingVisitor(this);
    }
  }

  /** Lets one name through unescaped: the drawing that {@link QrCode} makes. */
  private static final class EscapingVisitor extends DefaultMustacheVisitor {
    EscapingVisitor(DefaultMustacheFactory factory) {
      super(factory);
    }

    @Override
    public void value(TemplateContext context, String variable, boolean encoded) {
      if (!encoded && !variable.equals("qr")) {
        throw new MustacheException("unescaped {{{" + variable + "}}} is not allowed");
      }
      super.value(context, variable, encoded);
    }

    @Override
    public void pragma(TemplateContext context, String pragma, String args) {
      throw new MustacheException("pragma " + pragma + " is not allowed");
    }

    @Override
    public void dynamicPartial(TemplateContext context, String variable, String indent) {
      throw new MustacheException("a partial named by a value is not allowed");
    }
  }
}
