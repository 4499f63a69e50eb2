package org.example.containers;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The {@code web.xml} of the host application, with the filter pasted as README.md says. Starts as
 * a usual one; what a test needs different is changed by calls.
 */
final class Descriptor {
  private static final String RULES =
      """
      /                  open
      /index.html        open
      /open/*            open
      /login             open
      /login.html        open
      /login-error.html  open
      /logout            open
      /stepup/*          verified within 1m
      /*                 verified
      """;

  private static final String LOGIN_FILTER =
      """
        <filter>
          <filter-name>login-required</filter-name>
          <filter-class>org.example.host.LoginRequired</filter-class>
        </filter>
        <filter-mapping>
          <filter-name>login-required</filter-name>
          <url-pattern>/secret/*</url-pattern>
          <url-pattern>/stepup/*</url-pattern>
          <url-pattern>*.do</url-pattern>
        </filter-mapping>
      """;

  private final SignIn signIn;
  private final Map<String, String> settings = new LinkedHashMap<>();
  private final List<String> more = new ArrayList<>();
  private String before = "";
  private String version = "";
  private boolean complete;
  private boolean filtered = true;
  private boolean mapped = true;

  private Descriptor(SignIn signIn) {
    this.signIn = signIn;
  }

  static Descriptor of(SignIn signIn) {
    Descriptor descriptor = new Descriptor(signIn);
    if (signIn == SignIn.OWN) {
      descriptor.setting("user", "session:account.login");
    }
    return descriptor.setting("issuer", "Host").setting("rules", RULES);
  }

  /** A version of the web.xml; without one, 3.1 for javax and 5.0 for jakarta. */
  Descriptor version(String version) {
    this.version = version;
    return this;
  }

  Descriptor metadataComplete() {
    this.complete = true;
    return this;
  }

  /** An init-param of the filter; replaces one of that name. */
  Descriptor setting(String key, String value) {
    settings.put(key, value);
    return this;
  }

  /** The init-params of the filter. */
  Map<String, String> settings() {
    return Map.copyOf(settings);
  }

  Descriptor withoutFilter() {
    this.filtered = false;
    return this;
  }

  /** The host's own filter for what stands before ours, on a pattern. */
  Descriptor before(String how, String pattern) {
    before =
        """
          <filter>
            <filter-name>before</filter-name>
            <filter-class>org.example.host.Before</filter-class>
            <init-param><param-name>how</param-name><param-value>%s</param-value></init-param>
          </filter>
          <filter-mapping>
            <filter-name>before</filter-name>
            <url-pattern>%s</url-pattern>
          </filter-mapping>
        """
            .formatted(how, pattern);
    return this;
  }

  /** Declares the filter and maps it to nothing. */
  Descriptor unmapped() {
    this.mapped = false;
    return this;
  }

  Descriptor servlet(String name, String className, String... patterns) {
    StringBuilder xml = new StringBuilder("  <servlet>\n");
    xml.append(element("servlet-name", name)).append(element("servlet-class", className));
    if (!isOld()) {
      xml.append(element("async-supported", "true"));
    }
    xml.append("  </servlet>\n");
    for (String pattern : patterns) {
      xml.append("  <servlet-mapping>\n").append(element("servlet-name", name));
      xml.append(element("url-pattern", pattern)).append("  </servlet-mapping>\n");
    }
    more.add(xml.toString());
    return this;
  }

  /** Elements that stand after the servlets. */
  Descriptor xml(String elements) {
    more.add(elements);
    return this;
  }

  String text(Flavour flavour) {
    String host = "org.example.host.";
    StringBuilder xml = new StringBuilder(head(flavour));
    xml.append("  <display-name>Host</display-name>\n");
    xml.append(before);
    if (filtered) {
      xml.append(filter());
    }
    if (signIn == SignIn.OWN) {
      xml.append(LOGIN_FILTER);
    }
    Descriptor own = new Descriptor(signIn).version(version);
    own.servlet("canary", host + "Canary", "/secret/*", "/stepup/*", "*.do");
    own.servlet("served", host + "Served", "/open/served");
    own.servlet("dispatch", host + "Dispatch", "/open/dispatch");
    own.servlet("login", host + "Login", "/login");
    own.servlet("logout", host + "Logout", "/logout");
    own.more.forEach(xml::append);
    more.forEach(xml::append);
    xml.append("  <welcome-file-list>\n").append(element("welcome-file", "index.html"));
    xml.append("  </welcome-file-list>\n");
    return xml.append(login()).append("</web-app>\n").toString();
  }

  private String head(Flavour flavour) {
    String declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
    String wanted = version.isEmpty() ? flavour == Flavour.JAVAX ? "3.1" : "5.0" : version;
    if (wanted.equals("2.3")) {
      return declaration
          + "<!DOCTYPE web-app PUBLIC \"-//Sun Microsystems, Inc.//DTD Web Application 2.3//EN\""
          + " \"http://java.sun.com/dtd/web-app_2_3.dtd\">\n<web-app>\n";
    }
    String namespace =
        switch (wanted) {
          case "2.4" -> "http://java.sun.com/xml/ns/j2ee";
          case "2.5", "3.0" -> "http://java.sun.com/xml/ns/javaee";
          case "3.1", "4.0" -> "http://xmlns.jcp.org/xml/ns/javaee";
          default -> "https://jakarta.ee/xml/ns/jakartaee";
        };
    return declaration
        + "<web-app xmlns=\""
        + namespace
        + "\" version=\""
        + wanted
        + (complete ? "\" metadata-complete=\"true" : "")
        + "\">\n";
  }

  private boolean isOld() {
    return version.startsWith("2.");
  }

  private String filter() {
    StringBuilder xml = new StringBuilder("  <filter>\n");
    xml.append(element("filter-name", "otp"));
    xml.append(element("filter-class", "org.otpfilter.OtpFilter"));
    if (!isOld()) {
      xml.append(element("async-supported", "true"));
    }
    settings.forEach(
        (key, value) ->
            xml.append("    <init-param>\n")
                .append(element("param-name", key))
                .append(element("param-value", value))
                .append("    </init-param>\n"));
    xml.append("  </filter>\n");
    return mapped ? xml.append(mapping()).toString() : xml.toString();
  }

  private String mapping() {
    StringBuilder xml = new StringBuilder("  <filter-mapping>\n");
    xml.append(element("filter-name", "otp")).append(element("url-pattern", "/*"));
    for (String type : List.of("REQUEST", "FORWARD", "INCLUDE", "ASYNC", "ERROR")) {
      if (!(isOld() && type.equals("ASYNC"))) {
        xml.append(element("dispatcher", type));
      }
    }
    return xml.append("  </filter-mapping>\n").toString();
  }

  private String login() {
    if (signIn == SignIn.OWN) {
      return "";
    }
    String page =
        """
            <form-login-config>
              <form-login-page>/login.html</form-login-page>
              <form-error-page>/login-error.html</form-error-page>
            </form-login-config>
        """;
    return """
      <security-constraint>
        <web-resource-collection>
          <web-resource-name>pages</web-resource-name>
          <url-pattern>/secret/*</url-pattern>
          <url-pattern>/stepup/*</url-pattern>
          <url-pattern>*.do</url-pattern>
        </web-resource-collection>
        <auth-constraint>
          <role-name>user</role-name>
        </auth-constraint>
      </security-constraint>
      <login-config>
        <auth-method>%s</auth-method>
        <realm-name>host</realm-name>
    %s  </login-config>
      <security-role>
        <role-name>user</role-name>
      </security-role>
    """
        .formatted(signIn, signIn == SignIn.FORM ? page : "");
  }

  private static String element(String name, String text) {
    String escaped = text.replace("&", "&amp;").replace("<", "&lt;");
    return "    <" + name + ">" + escaped + "</" + name + ">\n";
  }
}
