package org.otpfilter.cli.retrofit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The filter and its mapping as lines of a {@code web.xml}, in the grammar, prefix and encoding of
 * that file. The lines carry no outer indentation and no line ends.
 */
final class FilterLines {

  private final WebXml webXml;
  private final String name;
  private final String step;

  FilterLines(WebXml webXml, String name, String step) {
    this.webXml = webXml;
    this.name = name;
    this.step = step;
  }

  /** The filter; a parameter of several lines keeps them. */
  List<String> filter(Map<String, String> initParams) {
    List<String> body = new ArrayList<>();
    body.add(element("filter-name", name));
    body.add(element("filter-class", WebXml.FILTER_CLASS));
    if (webXml.grammar().async()) {
      body.add(element("async-supported", "true"));
    }
    initParams.forEach((key, value) -> body.addAll(initParam(key, value)));
    return around("filter", body);
  }

  private List<String> initParam(String key, String value) {
    List<String> lines = value.lines().toList();
    List<String> body = new ArrayList<>();
    body.add(element("param-name", key));
    if (lines.size() < 2) {
      body.add(element("param-value", value));
    } else {
      body.addAll(around("param-value", lines.stream().map(webXml.source()::escaped).toList()));
    }
    return around("init-param", body);
  }

  /** The mapping. */
  List<String> mapping() {
    List<String> body = new ArrayList<>();
    body.add(element("filter-name", name));
    body.add(element("url-pattern", "/*"));
    webXml.grammar().dispatcherTypes().forEach(type -> body.add(element("dispatcher", type)));
    return around("filter-mapping", body);
  }

  private List<String> around(String tag, List<String> body) {
    List<String> lines = new ArrayList<>();
    lines.add("<" + webXml.prefix() + tag + ">");
    body.forEach(line -> lines.add(step + line));
    lines.add("</" + webXml.prefix() + tag + ">");
    return lines;
  }

  private String element(String tag, String content) {
    String qualified = webXml.prefix() + tag;
    return "<" + qualified + ">" + webXml.source().escaped(content) + "</" + qualified + ">";
  }
}
