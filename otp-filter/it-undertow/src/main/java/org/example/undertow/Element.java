package org.example.undertow;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/** An element of a {@code web.xml}, asked for its children by local name. */
record Element(Node node) {

  static Element read(Path file) throws IOException {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setNamespaceAware(true);
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      return new Element(factory.newDocumentBuilder().parse(file.toFile()).getDocumentElement());
    } catch (ParserConfigurationException | SAXException e) {
      throw new IOException("cannot read " + file, e);
    }
  }

  List<Element> all(String name) {
    List<Element> found = new ArrayList<>();
    for (Node child = node.getFirstChild(); child != null; child = child.getNextSibling()) {
      if (name.equals(child.getLocalName())) {
        found.add(new Element(child));
      }
    }
    return found;
  }

  List<String> texts(String name) {
    return all(name).stream().map(child -> child.node.getTextContent().strip()).toList();
  }

  /** The text of the first child of that name, empty if there is none. */
  String text(String name) {
    return texts(name).stream().findFirst().orElse("");
  }
}
