package org.otpfilter.page;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The response headers of each kind of answer. They name neither status nor content type.
 *
 * <p>{@code Referrer-Policy} is {@code same-origin}: with {@code no-referrer} browsers send {@code
 * Origin: null} on our own forms (R088).
 */
public final class PageHeaders {
  private static final Pattern ORIGIN = Pattern.compile("https?://[A-Za-z0-9.:\\[\\]_-]+");

  private PageHeaders() {}

  /**
   * For a page. An absolute {@code logout-url} needs its origin among the form targets, because
   * browsers hold the redirect after a form to the same list.
   */
  public static Map<String, String> page(@Nullable String extraFormAction) {
    return html(extraFormAction, "'none'", "DENY");
  }

  /** For the small page that stands in a frame of the same site. */
  public static Map<String, String> inFrame() {
    return inFrame(null);
  }

  /** The same, with the origin of an absolute {@code logout-url}. */
  public static Map<String, String> inFrame(@Nullable String extraFormAction) {
    return html(extraFormAction, "'self'", "SAMEORIGIN");
  }

  /** For JSON and problems. */
  public static Map<String, String> json() {
    Map<String, String> headers = notStored();
    headers.put("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
    headers.put("Referrer-Policy", "same-origin");
    headers.put("Cross-Origin-Resource-Policy", "same-origin");
    return Collections.unmodifiableMap(headers);
  }

  /** For the style sheet and the script, whose names change with their content. */
  public static Map<String, String> asset() {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Cache-Control", "public, max-age=31536000, immutable");
    headers.put("X-Content-Type-Options", "nosniff");
    headers.put("Cross-Origin-Resource-Policy", "same-origin");
    return Collections.unmodifiableMap(headers);
  }

  /** For an answer without a page, such as a redirect. */
  public static Map<String, String> denial() {
    return Collections.unmodifiableMap(notStored());
  }

  private static Map<String, String> html(
      @Nullable String extraFormAction, String ancestors, String frameOptions) {
    Map<String, String> headers = notStored();
    headers.put(
        "Content-Security-Policy",
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:;"
            + " form-action 'self'"
            + (extraFormAction == null ? "" : " " + origin(extraFormAction))
            + "; base-uri 'none'; frame-ancestors "
            + ancestors);
    headers.put("X-Frame-Options", frameOptions);
    headers.put("Referrer-Policy", "same-origin");
    headers.put("Cross-Origin-Opener-Policy", "same-origin");
    headers.put("Cross-Origin-Resource-Policy", "same-origin");
    headers.put(
        "Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()");
    return Collections.unmodifiableMap(headers);
  }

  private static Map<String, String> notStored() {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Cache-Control", "no-store");
    headers.put("X-Content-Type-Options", "nosniff");
    return headers;
  }

  private static String origin(String text) {
    if (!ORIGIN.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "A form target must be an origin such as https://login.example.org, not " + text);
    }
    return text;
  }
}
