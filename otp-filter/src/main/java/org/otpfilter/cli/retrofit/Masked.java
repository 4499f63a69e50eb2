package org.otpfilter.cli.retrofit;

import org.otpfilter.config.SettingKey;

/** The text of a {@code web.xml} as it may be printed: without the secrets of our filter. */
final class Masked {

  private Masked() {}

  static String text(WebXml webXml) {
    StringBuilder text = new StringBuilder(webXml.text());
    for (int f = webXml.filters().size() - 1; f >= 0; f--) {
      Element filter = webXml.filters().get(f);
      if (filter.textOf("filter-class").equals(WebXml.FILTER_CLASS)) {
        mask(text, filter);
      }
    }
    return text.toString();
  }

  private static void mask(StringBuilder text, Element filter) {
    for (int p = filter.children("init-param").size() - 1; p >= 0; p--) {
      Element param = filter.children("init-param").get(p);
      String key = param.textOf("param-name");
      for (Element value : param.children("param-value")) {
        String shown = SettingKey.withoutSecret(key, value.text());
        if (!shown.equals(value.text())) {
          int start = value.open().end();
          int end = value.close().start();
          text.replace(start, end, shown);
        }
      }
    }
  }
}
