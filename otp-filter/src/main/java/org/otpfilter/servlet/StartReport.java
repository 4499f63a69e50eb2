package org.otpfilter.servlet;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/**
 * What can be reached without the filter, as far as registrations and {@code web.xml} tell: for the
 * log at start (R074, R075). Stops nothing.
 */
public final class StartReport {
  private static final String WEB_XML = "/WEB-INF/web.xml";

  private final ServletContext context;
  private final String filterName;
  private final Set<DispatcherType> added;
  private final List<String> warnings = new ArrayList<>();

  /** A mapping of web.xml, in its order. */
  record Mapping(String filter, Set<String> patterns, Set<DispatcherType> dispatchers) {}

  private StartReport(ServletContext context, String filterName, Set<DispatcherType> added) {
    this.context = context;
    this.filterName = filterName;
    this.added = added;
  }

  /**
   * The warnings, each naming what it is about.
   *
   * @param added the dispatcher types that {@link OldDescriptor} has added
   */
  public static List<String> warnings(
      ServletContext context, String filterName, Set<DispatcherType> added) {
    StartReport report = new StartReport(context, filterName, added);
    report.look();
    return List.copyOf(report.warnings);
  }

  private void look() {
    Map<String, ? extends FilterRegistration> registrations = context.getFilterRegistrations();
    List<Mapping> mappings = mappings(context, warnings);
    if (mappings.stream().noneMatch(m -> m.filter().equals(filterName))) {
      warnings.add(
          "\""
              + filterName
              + "\" is not mapped in "
              + WEB_XML
              + ": its dispatcher types and its place among the filters could not be seen");
      checkRegisteredPatterns(registrations.get(filterName));
    } else {
      checkDispatchers(mappings);
      checkOrder(mappings);
    }
    checkUnseen(registrations, mappings);
  }

  private void checkRegisteredPatterns(@Nullable FilterRegistration registration) {
    if (registration != null && !registration.getUrlPatternMappings().contains("/*")) {
      warnings.add("\"" + filterName + "\" is not mapped to /*: other paths are not protected");
    }
  }

  private void checkDispatchers(List<Mapping> mappings) {
    Set<DispatcherType> missing = EnumSet.allOf(DispatcherType.class);
    missing.removeAll(added);
    boolean everything = false;
    for (Mapping mapping : mappings) {
      if (mapping.filter().equals(filterName) && mapping.patterns().contains("/*")) {
        everything = true;
        missing.removeAll(mapping.dispatchers());
      }
    }
    if (!everything) {
      warnings.add("\"" + filterName + "\" is not mapped to /*: other paths are not protected");
    } else if (!missing.isEmpty()) {
      warnings.add(
          "\""
              + filterName
              + "\" is not mapped to the dispatcher types "
              + missing
              + ": what the application reaches by them is not protected");
    }
  }

  private void checkOrder(List<Mapping> mappings) {
    Set<String> before = new LinkedHashSet<>();
    for (Mapping mapping : mappings) {
      if (mapping.filter().equals(filterName)) {
        break;
      }
      before.add(mapping.filter());
    }
    if (!before.isEmpty()) {
      warnings.add(
          "the filters "
              + before
              + " run before \""
              + filterName
              + "\": right for one that signs users in, wrong for one that makes content");
    }
  }

  private void checkUnseen(
      Map<String, ? extends FilterRegistration> registrations, List<Mapping> mappings) {
    Set<String> unseen = new LinkedHashSet<>(registrations.keySet());
    mappings.forEach(mapping -> unseen.remove(mapping.filter()));
    unseen.remove(filterName);
    // UpgradeOrder has looked at these
    unseen.removeIf(name -> UpgradeOrder.isUpgradeFilter(registrations.get(name)));
    if (!unseen.isEmpty()) {
      warnings.add(
          "the filters "
              + unseen
              + " are not mapped in "
              + WEB_XML
              + ": whether they run before \""
              + filterName
              + "\" could not be seen");
    }
  }

  /** The mappings of web.xml; what was wrong with it is added to the warnings. */
  static List<Mapping> mappings(ServletContext context, List<String> warnings) {
    List<Mapping> mappings = new ArrayList<>();
    try (InputStream in = context.getResourceAsStream(WEB_XML)) {
      if (in == null) {
        warnings.add("there is no " + WEB_XML + " that could be read");
        return mappings;
      }
      NodeList nodes = parser().parse(in).getElementsByTagNameNS("*", "filter-mapping");
      for (int i = 0; i < nodes.getLength(); i++) {
        if (nodes.item(i) instanceof Element element) {
          mappings.add(mapping(element));
        }
      }
    } catch (IOException | SAXException | ParserConfigurationException e) {
      warnings.add(WEB_XML + " could not be read: " + e.getMessage());
    }
    return mappings;
  }

  private static Mapping mapping(Element element) {
    String filter = "";
    Set<String> patterns = new LinkedHashSet<>();
    Set<DispatcherType> dispatchers = EnumSet.noneOf(DispatcherType.class);
    for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
      String name = node.getLocalName();
      String text = node.getTextContent() == null ? "" : node.getTextContent().trim();
      if ("filter-name".equals(name)) {
        filter = text;
      } else if ("url-pattern".equals(name)) {
        patterns.add(text);
      } else if ("dispatcher".equals(name)) {
        for (DispatcherType type : DispatcherType.values()) {
          if (type.name().equals(text)) {
            dispatchers.add(type);
          }
        }
      }
    }
    if (dispatchers.isEmpty()) {
      dispatchers.add(DispatcherType.REQUEST);
    }
    return new Mapping(filter, patterns, dispatchers);
  }

  /** Nothing outside of the document is ever fetched. */
  private static DocumentBuilder parser() throws ParserConfigurationException {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setNamespaceAware(true);
    factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
    factory.setExpandEntityReferences(false);
    DocumentBuilder builder = factory.newDocumentBuilder();
    builder.setEntityResolver(
        (publicId, systemId) -> new InputSource(new java.io.StringReader("")));
    builder.setErrorHandler(null);
    return builder;
  }
}
