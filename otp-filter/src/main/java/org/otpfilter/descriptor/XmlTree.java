package org.otpfilter.descriptor;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** An element of a descriptor, whatever its namespace. Nothing outside of the file is fetched. */
record XmlTree(Element element) {

  /** The most bytes that a descriptor may have. */
  static final int LONGEST = 8 << 20;

  /** More levels than any descriptor has; the tree is walked by recursion. */
  private static final String DEEPEST = "200";

  /** Reads a document; what its external entities name is left out. */
  static Document parse(InputStream in, String where) {
    try {
      // The JDK's own parser: an old one in WEB-INF/lib does not know these features.
      DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setFeature("http://xml.org/sax/features/external-general-entities", false);
      factory.setFeature("http://xml.org/sax/features/external-parameter-entities", false);
      factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
      factory.setXIncludeAware(false);
      factory.setAttribute("http://www.oracle.com/xml/jaxp/properties/maxElementDepth", DEEPEST);
      DocumentBuilder builder = factory.newDocumentBuilder();
      builder.setEntityResolver((publicId, systemId) -> new InputSource(new StringReader("")));
      builder.setErrorHandler(null);
      byte[] bytes = in.readNBytes(LONGEST + 1);
      if (bytes.length > LONGEST) {
        throw new UnreadableAppException(where + " is larger than 8 MiB");
      }
      return builder.parse(new ByteArrayInputStream(bytes));
    } catch (IOException | SAXException e) {
      // the parser quotes what it reads, line ends and all
      String reason = String.valueOf(e.getMessage()).replaceAll("\\p{Cntrl}+", " ");
      throw new UnreadableAppException(where + " cannot be read: " + reason, e);
    } catch (ParserConfigurationException e) {
      throw new IllegalStateException("this JDK's XML parser lacks a feature", e);
    }
  }

  List<XmlTree> all(String name) {
    List<XmlTree> found = new ArrayList<>();
    for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof Element child && name.equals(child.getLocalName())) {
        found.add(new XmlTree(child));
      }
    }
    return found;
  }

  Optional<XmlTree> first(String name) {
    return all(name).stream().findFirst();
  }

  String text() {
    String text = element.getTextContent();
    return text == null ? "" : text.strip();
  }

  /** The text of the first child of that name, or empty. */
  String text(String name) {
    return first(name).map(XmlTree::text).orElse("");
  }

  /** The texts of all children of that name. */
  List<String> texts(String name) {
    return all(name).stream().map(XmlTree::text).toList();
  }

  String attribute(String name) {
    return element.getAttribute(name).strip();
  }
}
