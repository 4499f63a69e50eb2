package org.otpfilter.cli.retrofit;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import javax.xml.XMLConstants;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParser;
import javax.xml.parsers.SAXParserFactory;
import org.jspecify.annotations.Nullable;
import org.otpfilter.cli.CommandException;
import org.otpfilter.cli.retrofit.Markup.Kind;
import org.otpfilter.cli.retrofit.Markup.Piece;
import org.xml.sax.Attributes;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;
import org.xml.sax.ext.DefaultHandler2;

/**
 * Reads the elements with a parser and finds each of them in the text. Nothing outside the document
 * is opened, whatever it names.
 */
final class ElementReader extends DefaultHandler2 {

  private static final String SAX = "http://xml.org/sax/";

  /** More levels than any descriptor has. */
  private static final String DEEPEST = "200";

  private final Iterator<Piece> tags;
  private final Deque<Element> open = new ArrayDeque<>();
  private @Nullable Element root;
  private @Nullable String publicId;
  private boolean hasDoctype;
  private Optional<Grammar> grammar = Optional.empty();

  ElementReader(List<Piece> pieces) {
    tags = pieces.stream().filter(piece -> piece.kind() != Kind.COMMENT).iterator();
  }

  Element read(byte[] document) {
    try {
      InputSource source = new InputSource(new ByteArrayInputStream(document));
      parser().parse(source, this);
    } catch (SAXParseException e) {
      throw new CommandException(
          WebXml.NAME + " is not well-formed: line " + e.getLineNumber() + ": " + e.getMessage(),
          e);
    } catch (SAXException | IOException e) {
      throw new CommandException(WebXml.NAME + " cannot be parsed: " + e.getMessage(), e);
    }
    Element read = root;
    if (read == null || tags.hasNext()) {
      throw misplaced();
    }
    return read;
  }

  private SAXParser parser() throws SAXException {
    try {
      SAXParserFactory factory = SAXParserFactory.newDefaultInstance();
      factory.setNamespaceAware(true);
      factory.setValidating(false);
      factory.setXIncludeAware(false);
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setFeature(SAX + "features/external-general-entities", false);
      factory.setFeature(SAX + "features/external-parameter-entities", false);
      factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
      SAXParser parser = factory.newSAXParser();
      parser.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
      parser.setProperty("http://www.oracle.com/xml/jaxp/properties/maxElementDepth", DEEPEST);
      parser.setProperty(SAX + "properties/lexical-handler", this);
      return parser;
    } catch (ParserConfigurationException e) {
      throw new IllegalStateException("this JDK's XML parser cannot be made safe", e);
    }
  }

  Grammar grammar() {
    return grammar.orElseThrow();
  }

  @Override
  public void startDTD(String name, @Nullable String id, @Nullable String systemId) {
    hasDoctype = true;
    publicId = id;
  }

  @Override
  public void startElement(String uri, String local, String qualified, Attributes attributes) {
    Piece tag = next(qualified, Kind.OPEN, Kind.EMPTY);
    Element element = new Element(local, tag, attributes.getValue("version"));
    Element parent = open.peek();
    if (parent == null) {
      checkRoot(uri, element);
      root = element;
    } else if (uri.equals(rootNamespace)) {
      parent.add(element);
    }
    open.push(element);
  }

  private String rootNamespace = "";

  private void checkRoot(String namespace, Element element) {
    rootNamespace = namespace;
    if (!element.is("web-app")) {
      throw new CommandException(
          WebXml.NAME + " is no deployment descriptor: its root is <" + element.name() + ">");
    }
    if (hasDoctype && publicId == null) {
      throw new CommandException(
          WebXml.NAME
              + " has a DOCTYPE without a public id, which tells no version; give it the one of"
              + " Servlet 2.3, or none");
    }
    String id = publicId;
    grammar =
        id == null
            ? Grammar.ofNamespace(namespace, element.version().orElse(null))
            : Optional.of(Grammar.ofDoctype(id));
    if (grammar.isEmpty()) {
      throw new CommandException(
          WebXml.NAME + ": its root is web-app of the unknown namespace '" + namespace + "'");
    }
  }

  @Override
  public void endElement(String uri, String local, String qualified) {
    Element element = open.pop();
    if (element.open().kind() == Kind.OPEN) {
      element.closeAt(next(qualified, Kind.CLOSE, Kind.CLOSE));
    }
  }

  private Piece next(String name, Kind kind, Kind otherKind) {
    Piece tag = tags.hasNext() ? tags.next() : null;
    if (tag == null
        || !tag.name().equals(name)
        || (tag.kind() != kind && tag.kind() != otherKind)) {
      throw misplaced();
    }
    return tag;
  }

  private static CommandException misplaced() {
    return new CommandException(
        WebXml.NAME + " is read otherwise by the XML parser than by its text; nothing is changed");
  }

  @Override
  public void characters(char[] characters, int start, int length) {
    Element element = open.peek();
    if (element != null) {
      element.add(new String(characters, start, length));
    }
  }

  @Override
  public InputSource resolveEntity(
      @Nullable String name, @Nullable String id, @Nullable String baseUri, String systemId) {
    return new InputSource(new StringReader(""));
  }

  @Override
  public InputSource resolveEntity(@Nullable String id, String systemId) {
    return new InputSource(new StringReader(""));
  }

  @Override
  public void fatalError(SAXParseException e) throws SAXException {
    throw e;
  }
}
