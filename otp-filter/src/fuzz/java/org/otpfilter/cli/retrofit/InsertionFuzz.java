package org.otpfilter.cli.retrofit;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import org.otpfilter.cli.CommandException;
import org.w3c.dom.Document;
import org.w3c.dom.Node;

/**
 * A {@code web.xml} is refused for a reason, or gets the filter: then the JDK's parser reads all
 * that was there and one filter and one mapping more, every old byte is still there, and removal
 * gives back exactly the old ones.
 */
final class InsertionFuzz {
  private static final Map<String, String> PARAMS = params();

  private InsertionFuzz() {}

  public static void fuzzerTestOneInput(byte[] data) throws Exception {
    byte[] after;
    try {
      WebXml before = WebXml.of(data);
      if (before.namesOurFilter()) {
        removed(before);
        return;
      }
      after = Insertion.into(before, PARAMS, Optional.empty(), Set.of()).bytes();
    } catch (CommandException e) {
      if (String.valueOf(e.getMessage()).isBlank()) {
        throw new AssertionError("refused without a reason", e);
      }
      return;
    }
    if (!isWithin(data, after)) {
      throw new AssertionError("bytes are gone");
    }
    gained(children(data), children(after));
    byte[] restored = Removal.from(WebXml.of(after)).bytes().orElseThrow();
    if (!Arrays.equals(data, restored)) {
      throw new AssertionError("not restored");
    }
  }

  /** What names the filter already may be marked or not; removal answers, one way or the other. */
  private static void removed(WebXml before) {
    Optional<byte[]> rest = Removal.from(before).bytes();
    if (rest.isPresent() && WebXml.of(rest.get()).namesOurFilter()) {
      throw new AssertionError("the filter is still there");
    }
  }

  private static void gained(List<Node> before, List<Node> after) {
    List<Node> rest = new ArrayList<>(after);
    List<Node> ours = new ArrayList<>();
    for (Node old : before) {
      while (!rest.isEmpty() && !rest.get(0).isEqualNode(old)) {
        ours.add(rest.remove(0));
      }
      if (rest.isEmpty()) {
        throw new AssertionError("an element is gone: " + old);
      }
      rest.remove(0);
    }
    ours.addAll(rest);
    if (ours.size() != 2
        || !ours.get(0).getLocalName().equals("filter")
        || !ours.get(1).getLocalName().equals("filter-mapping")) {
      throw new AssertionError("more or less than the filter is new: " + ours);
    }
    String name = texts(ours.get(0)).get(0);
    boolean named =
        texts(ours.get(1)).subList(0, 2).equals(List.of(name, "/*"))
            && texts(ours.get(0)).get(1).equals(WebXml.FILTER_CLASS)
            && before.stream().noneMatch(old -> texts(old).contains(name) && isFilter(old));
    if (!named || !texts(ours.get(0)).containsAll(PARAMS.values())) {
      throw new AssertionError("another filter than ours: " + texts(ours.get(0)));
    }
  }

  private static boolean isFilter(Node element) {
    return element.getLocalName().startsWith("filter")
        && texts(element).indexOf(texts(element).get(0)) == 0;
  }

  /** The texts of an element's leaves. */
  private static List<String> texts(Node element) {
    List<String> texts = new ArrayList<>();
    boolean leaf = true;
    for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
      if (child.getNodeType() == Node.ELEMENT_NODE) {
        leaf = false;
        texts.addAll(texts(child));
      }
    }
    if (leaf) {
      texts.add(element.getTextContent().strip());
    }
    return texts;
  }

  private static List<Node> children(byte[] document) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
    factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
    factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
    Document read = factory.newDocumentBuilder().parse(new ByteArrayInputStream(document));
    List<Node> children = new ArrayList<>();
    Node first = read.getDocumentElement().getFirstChild();
    for (Node child = first; child != null; child = child.getNextSibling()) {
      if (child.getNodeType() == Node.ELEMENT_NODE) {
        children.add(child);
      }
    }
    return children;
  }

  /** The old bytes in their order, but for the slash of a root that had no content. */
  private static boolean isWithin(byte[] part, byte[] whole) {
    int found = 0;
    for (byte b : whole) {
      if (found < part.length && part[found] == b) {
        found++;
      }
    }
    return found == part.length;
  }

  private static Map<String, String> params() {
    Map<String, String> params = new LinkedHashMap<>();
    params.put("user", "session:account.login");
    params.put("issuer", "Ünï ≠ <x> & ]]>");
    return params;
  }
}
