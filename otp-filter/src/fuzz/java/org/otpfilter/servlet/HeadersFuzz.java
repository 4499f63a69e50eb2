package org.otpfilter.servlet;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.otpfilter.testing.FakeRequest;
import org.otpfilter.user.UserNames;

/** Headers that decide how an answer looks and who is meant break nothing, whatever they hold. */
final class HeadersFuzz {
  private HeadersFuzz() {}

  public static void fuzzerTestOneInput(byte[] data) {
    String text = new String(data, StandardCharsets.ISO_8859_1);
    boolean html = Accepts.html(FakeRequest.get("/").header("Accept", text).build());
    String lower = text.toLowerCase(Locale.ROOT);
    if (html && !lower.contains("text/html") && !lower.contains("application/xhtml+xml")) {
      throw new AssertionError("HTML was not asked for");
    }
    Credentials credentials = Credentials.read(text);
    boolean scheme = lower.trim().startsWith("basic") || lower.trim().startsWith("digest");
    if (scheme == (credentials == null)) {
      throw new AssertionError("credentials: " + scheme);
    }
    if (credentials != null) {
      credentials.areOf(UserNames.folded().identify("alice"), UserNames.folded());
    }
  }
}
