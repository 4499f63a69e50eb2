package org.otpfilter.descriptor;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.DocumentType;
import org.w3c.dom.Element;

/**
 * Reads {@code web.xml}, from 2.2 to 6.1, and {@code web-fragment.xml}. It judges nothing and is
 * lenient: what it does not know it passes over.
 */
public final class WebXml {

  private static final Pattern DTD_VERSION = Pattern.compile("Web Application (\\d\\.\\d)");

  private static final Pattern VERSION = Pattern.compile("[2-9]\\.\\d");

  private final String where;
  private final Document document;
  private final XmlTree root;

  private WebXml(String where, Document document) {
    this.where = where;
    this.document = document;
    this.root = new XmlTree(document.getDocumentElement());
  }

  /**
   * Reads a file.
   *
   * @param where its name, for messages
   * @throws UnreadableAppException if it is not XML, or its root is neither {@code web-app} nor
   *     {@code web-fragment}
   */
  public static Descriptor read(InputStream in, String where) {
    WebXml file = new WebXml(where, XmlTree.parse(in, where));
    String name = String.valueOf(file.document.getDocumentElement().getLocalName());
    if (!name.equals("web-app") && !name.equals("web-fragment")) {
      throw new UnreadableAppException(
          where + " is no deployment descriptor: its root is '" + name + "'");
    }
    return file.descriptor();
  }

  private Descriptor descriptor() {
    return new Descriptor(
        where,
        header(),
        filters(),
        mappings(),
        servlets(),
        root.first("login-config").map(WebXml::login),
        errorPages(),
        root.first("session-config").map(WebXml::sessions),
        root.all("listener").stream().map(l -> l.text("listener-class")).toList(),
        root.all("welcome-file-list").stream()
            .flatMap(list -> list.texts("welcome-file").stream())
            .toList(),
        root.all("security-constraint").stream().map(WebXml::constraint).toList());
  }

  private Descriptor.Header header() {
    DocumentType type = document.getDoctype();
    String version = root.attribute("version");
    if (version.isEmpty() && type != null && type.getPublicId() != null) {
      Matcher dtd = DTD_VERSION.matcher(type.getPublicId());
      version = dtd.find() ? dtd.group(1) : "";
    }
    boolean subset = type != null && type.getInternalSubset() != null;
    return new Descriptor.Header(
        version.isEmpty() ? null : version,
        flavour(root.element(), type, version),
        root.attribute("metadata-complete").equals("true")
            || root.first("metadata-complete").isPresent(),
        subset,
        order());
  }

  private static @Nullable Flavour flavour(
      Element root, @Nullable DocumentType type, String version) {
    String namespace = String.valueOf(root.getNamespaceURI());
    if (namespace.contains(Flavour.JAKARTA.word())) {
      return Flavour.JAKARTA;
    }
    if (root.getNamespaceURI() == null && type == null && VERSION.matcher(version).matches()) {
      return version.charAt(0) < '5' ? Flavour.JAVAX : Flavour.JAKARTA;
    }
    boolean old = namespace.contains("java.sun.com") || namespace.contains("jcp.org");
    return old || type != null ? Flavour.JAVAX : null;
  }

  private Descriptor.Order order() {
    Optional<XmlTree> relative = root.first("ordering");
    return new Descriptor.Order(
        root.text("name"),
        root.first("absolute-ordering").map(WebXml::names).orElse(null),
        relative.flatMap(o -> o.first("after")).map(WebXml::names).orElse(List.of()),
        relative.flatMap(o -> o.first("before")).map(WebXml::names).orElse(List.of()));
  }

  private static List<String> names(XmlTree order) {
    List<String> names = new ArrayList<>();
    for (var node = order.element().getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof Element child) {
        names.add("others".equals(child.getLocalName()) ? "*" : new XmlTree(child).text());
      }
    }
    return List.copyOf(names);
  }

  private List<FilterDef> filters() {
    return root.all("filter").stream()
        .map(
            filter -> {
              Map<String, String> parameters = new LinkedHashMap<>();
              filter
                  .all("init-param")
                  .forEach(p -> parameters.put(p.text("param-name"), p.text("param-value")));
              return new FilterDef(
                  filter.text("filter-name"),
                  filter.text("filter-class"),
                  filter.text("async-supported").equals("true"),
                  parameters,
                  where);
            })
        .toList();
  }

  private List<FilterMapping> mappings() {
    return root.all("filter-mapping").stream()
        .map(
            mapping ->
                new FilterMapping(
                    mapping.text("filter-name"),
                    mapping.texts("url-pattern"),
                    mapping.texts("servlet-name"),
                    dispatches(mapping.texts("dispatcher"))))
        .toList();
  }

  static Set<Dispatch> dispatches(List<String> names) {
    Set<Dispatch> dispatches = EnumSet.noneOf(Dispatch.class);
    for (Dispatch dispatch : Dispatch.values()) {
      if (names.contains(dispatch.name())) {
        dispatches.add(dispatch);
      }
    }
    return dispatches;
  }

  private List<ServletDef> servlets() {
    Map<String, List<String>> patterns = new HashMap<>();
    for (XmlTree mapping : root.all("servlet-mapping")) {
      patterns
          .computeIfAbsent(mapping.text("servlet-name"), name -> new ArrayList<>())
          .addAll(mapping.texts("url-pattern"));
    }
    Map<String, ServletDef> servlets = new LinkedHashMap<>();
    for (XmlTree servlet : root.all("servlet")) {
      String name = servlet.text("servlet-name");
      String type = servlet.text("servlet-class");
      servlets.put(
          name,
          new ServletDef(
              name,
              type.isEmpty() ? servlet.text("jsp-file") : type,
              patterns.getOrDefault(name, List.of()),
              servlet.text("async-supported").equals("true"),
              where));
    }
    patterns.forEach(
        (name, mapped) ->
            servlets.computeIfAbsent(name, n -> new ServletDef(n, "", mapped, false, where)));
    return List.copyOf(servlets.values());
  }

  private static Descriptor.Login login(XmlTree config) {
    Optional<XmlTree> form = config.first("form-login-config");
    return new Descriptor.Login(
        config.text("auth-method"),
        form.map(f -> f.text("form-login-page")).orElse(""),
        form.map(f -> f.text("form-error-page")).orElse(""));
  }

  private List<Descriptor.ErrorPage> errorPages() {
    return root.all("error-page").stream()
        .map(
            page ->
                new Descriptor.ErrorPage(
                    page.text("error-code") + page.text("exception-type"), page.text("location")))
        .toList();
  }

  private static Descriptor.Sessions sessions(XmlTree config) {
    Optional<XmlTree> cookie = config.first("cookie-config");
    return new Descriptor.Sessions(
        new TreeSet<>(config.texts("tracking-mode")),
        cookie.flatMap(c -> c.first("http-only")).map(WebXml::isTrue).orElse(null),
        cookie.flatMap(c -> c.first("secure")).map(WebXml::isTrue).orElse(null));
  }

  private static Boolean isTrue(XmlTree flag) {
    return flag.text().equals("true");
  }

  private static Descriptor.Constraint constraint(XmlTree constraint) {
    Optional<XmlTree> auth = constraint.first("auth-constraint");
    return new Descriptor.Constraint(
        constraint.all("web-resource-collection").stream()
            .flatMap(c -> c.texts("url-pattern").stream())
            .toList(),
        auth.map(a -> a.texts("role-name")).orElse(List.of()),
        auth.isPresent());
  }
}
