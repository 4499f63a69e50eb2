package org.otpfilter.cli.retrofit;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/** Texts of {@code web.xml} as they are found in the field, and worse. */
final class Descriptors {

  private static final String BODY =
      """
        <display-name>Old &amp; good</display-name>
        <!-- <filter-mapping><filter-name>fake</filter-name></filter-mapping> -->
        <context-param>
          <param-name>a</param-name>
          <param-value><![CDATA[<filter>not one</filter>]]></param-value>
        </context-param>

        <!-- text -->
        <filter>
          <filter-name>encoding</filter-name>
          <filter-class>org.example.EncodingFilter</filter-class>
        </filter>
        <filter>
          <filter-name>sso</filter-name>
          <filter-class>org.jasig.cas.client.authentication.AuthenticationFilter</filter-class>
        </filter>
        <!-- encoding comes first -->
        <filter-mapping>
          <filter-name>encoding</filter-name>
          <url-pattern>/*</url-pattern>
        </filter-mapping>
        <filter-mapping>
          <filter-name>sso</filter-name>
          <url-pattern>/app/*</url-pattern>
        </filter-mapping>
        <filter-mapping>
          <filter-name>sso</filter-name>
          <url-pattern>/x/*</url-pattern>
        </filter-mapping> <!-- the last one -->
        <listener>
          <listener-class>org.example.L</listener-class>
        </listener>
        <servlet>
          <servlet-name>s</servlet-name>
          <servlet-class>org.example.S</servlet-class>
        </servlet>
      """;

  private static final String PLAIN =
      """
        <servlet>
          <servlet-name>s</servlet-name>
          <servlet-class>org.example.S</servlet-class>
        </servlet>
        <servlet-mapping>
          <servlet-name>s</servlet-name>
          <url-pattern>/s</url-pattern>
        </servlet-mapping>
      """;

  private static final String DTD =
      "<!DOCTYPE web-app PUBLIC '-//Sun Microsystems, Inc.//DTD Web Application %s//EN'\n"
          + "  \"http://127.0.0.1:9/dtd/web-app.dtd\">\n";

  private Descriptors() {}

  /** All of them by name. */
  static Map<String, byte[]> all() {
    Map<String, byte[]> all = new LinkedHashMap<>();
    for (String body : new String[] {BODY, PLAIN, ""}) {
      String kind = body.equals(BODY) ? "full" : body.isEmpty() ? "bare" : "plain";
      versions(body).forEach((name, text) -> all.put(name + " " + kind, utf8(text)));
    }
    all.putAll(lineEnds());
    all.putAll(encodings());
    all.putAll(shapes());
    return all;
  }

  static Stream<String> names() {
    return all().keySet().stream();
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static Map<String, String> versions(String body) {
    Map<String, String> texts = new LinkedHashMap<>();
    for (String version : new String[] {"2.2", "2.3"}) {
      texts.put(version, DTD.formatted(version) + "<web-app>\n" + body + "</web-app>\n");
    }
    texts.put("2.4", root("http://java.sun.com/xml/ns/j2ee", "2.4", body));
    texts.put("2.5", root("http://java.sun.com/xml/ns/javaee", "2.5", body));
    texts.put("3.0", root("http://java.sun.com/xml/ns/javaee", "3.0", body));
    texts.put("3.1", root("http://xmlns.jcp.org/xml/ns/javaee", "3.1", body));
    texts.put("4.0", root("http://xmlns.jcp.org/xml/ns/javaee", "4.0", body));
    texts.put("5.0", root("https://jakarta.ee/xml/ns/jakartaee", "5.0", body));
    texts.put("6.0", root("https://jakarta.ee/xml/ns/jakartaee", "6.0", body));
    texts.put("6.1", root("https://jakarta.ee/xml/ns/jakartaee", "6.1", body));
    texts.put("no namespace", "<web-app>\n" + body + "</web-app>\n");
    return texts;
  }

  private static String root(String namespace, String version, String body) {
    return """
        <?xml version="1.0" encoding="UTF-8"?>
        <web-app xmlns="%s" version="%s"
                 metadata-complete="true">
        """
            .formatted(namespace, version)
        + body
        + "</web-app>\n";
  }

  /** A full one of version 3.1. */
  static String full() {
    return root("http://xmlns.jcp.org/xml/ns/javaee", "3.1", BODY);
  }

  /** A full one of version 2.3. */
  static String fullDtd() {
    return DTD.formatted("2.3") + "<web-app>\n" + BODY + "</web-app>\n";
  }

  private static Map<String, byte[]> lineEnds() {
    String text = full();
    return Map.of(
        "CRLF", utf8(text.replace("\n", "\r\n")),
        "CR", utf8(text.replace("\n", "\r")),
        "mixed", utf8(text.replace("name>\n", "name>\r\n")),
        "tabs", utf8(text.replace("  ", "\t")),
        "no final line end", utf8(text.strip()),
        "trailing blanks", utf8(text.replace("\n", " \t\n")),
        "blank lines", utf8(text.replace("\n", "\n\n")),
        "one line", utf8(text.replaceAll("\\s*\\n\\s*", " ")));
  }

  private static Map<String, byte[]> encodings() {
    String text = full().replace("Old", "Ältere Büroanwendung");
    return Map.of(
        "UTF-8 with mark", encoded("\uFEFF" + text, StandardCharsets.UTF_8),
        "UTF-16BE with mark", declared("UTF-16", "\uFEFF" + text, StandardCharsets.UTF_16BE),
        "UTF-16LE with mark", declared("UTF-16", "\uFEFF" + text, StandardCharsets.UTF_16LE),
        "UTF-16BE", declared("UTF-16BE", text, StandardCharsets.UTF_16BE),
        "ISO-8859-1", declared("ISO-8859-1", text, StandardCharsets.ISO_8859_1),
        "windows-1252", declared("windows-1252", text, Charset.forName("windows-1252")),
        "US-ASCII", declared("US-ASCII", full(), StandardCharsets.US_ASCII));
  }

  private static byte[] declared(String name, String text, Charset charset) {
    return encoded(text.replace("encoding=\"UTF-8\"", "encoding='" + name + "'"), charset);
  }

  private static byte[] encoded(String text, Charset charset) {
    return text.getBytes(charset);
  }

  private static Map<String, byte[]> shapes() {
    Map<String, String> texts = new LinkedHashMap<>();
    String jcp = "xmlns='http://xmlns.jcp.org/xml/ns/javaee' version='3.1'";
    texts.put("empty root", "<web-app/>");
    texts.put("empty root, declared", "<?xml version='1.0'?>\n<web-app " + jcp + " />\n<!-- x -->");
    texts.put("root without content", "<web-app " + jcp + "></web-app>");
    texts.put("root with blanks", "<web-app " + jcp + ">\n\n</web-app>\n");
    texts.put("a > in an attribute", "<web-app id='a>b' " + jcp + ">\n</web-app>");
    texts.put("a remark on the root's line", "<web-app " + jcp + "> <!-- r -->\n</web-app>");
    texts.put("a remark over lines", "<web-app " + jcp + "> <!-- r\n -->\n</web-app>");
    texts.put("processing instruction", "<web-app " + jcp + ">\n<?x <filter> ?>\n</web-app>");
    texts.put("closed in one line", "<web-app " + jcp + "><distributable/></web-app>");
    texts.put(
        "mappings in one line",
        "<web-app "
            + jcp
            + ">\n<filter-mapping><filter-name>x</filter-name><url-pattern>/*</url-pattern>"
            + "</filter-mapping><servlet><servlet-name>s</servlet-name></servlet>\n</web-app>");
    texts.put(
        "prefixed",
        "<j:web-app xmlns:j='http://java.sun.com/xml/ns/j2ee' version='2.4'>\n"
            + BODY.replaceAll("<(/?)(?=[a-z])", "<$1j:").replace("CDATA[<j:", "CDATA[<")
            + "</j:web-app>");
    texts.put("the name is taken", full().replace("encoding<", "otp<"));
    texts.put("order turned round", "<web-app " + jcp + ">\n" + PLAIN + BODY + "</web-app>");
    Map<String, byte[]> shapes = new LinkedHashMap<>();
    texts.forEach((name, text) -> shapes.put(name, utf8(text)));
    return shapes;
  }
}
