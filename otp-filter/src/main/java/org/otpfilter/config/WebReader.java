package org.otpfilter.config;

import static org.otpfilter.config.SettingKey.BASE_PATH;
import static org.otpfilter.config.SettingKey.INSECURE_HTTP;
import static org.otpfilter.config.SettingKey.LOGOUT_URL;
import static org.otpfilter.config.SettingKey.ORIGIN;
import static org.otpfilter.config.SettingKey.THEME_DIR;
import static org.otpfilter.config.SettingKey.TRUSTED_PROXIES;
import static org.otpfilter.config.SettingKey.WEBSOCKET_FILTER;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads paths, addresses and looks. It resolves no name. */
final class WebReader {

  private static final Pattern BASE = Pattern.compile("(?:/[A-Za-z0-9._~-]+)+");
  private static final Pattern DOTS = Pattern.compile(".*/\\.{1,2}(?:/.*|$)");
  private static final Pattern INTERNAL =
      Pattern.compile("/(?:WEB|META)-INF(?:/.*)?", Pattern.CASE_INSENSITIVE);

  private final Values values;

  WebReader(Values values) {
    this.values = values;
  }

  Settings.Web read() {
    List<String> proxies = values.list(TRUSTED_PROXIES, Networks::normal);
    if (proxies.stream().anyMatch(network -> network.endsWith("/0"))) {
      values.warning(TRUSTED_PROXIES, "holds every address: anybody can claim any address");
    }
    boolean insecure = values.choice(INSECURE_HTTP, "refuse", "allow").equals("allow");
    if (insecure) {
      values.warning(INSECURE_HTTP, "codes and secrets may travel in the clear; development only");
    }
    boolean behind = values.choice(WEBSOCKET_FILTER, "checked", "behind").equals("behind");
    if (behind) {
      values.warning(
          WEBSOCKET_FILTER, "WebSockets are protected only if this is true: try it without a code");
    }
    return new Settings.Web(
        basePath(),
        logoutUrl(),
        values.list(ORIGIN, WebReader::origin),
        proxies,
        insecure,
        behind,
        themeDir());
  }

  private String basePath() {
    String path = values.text(BASE_PATH).orElseThrow();
    if (!BASE.matcher(path).matches() || DOTS.matcher(path).matches()) {
      values.problem(BASE_PATH, "is not a plain path");
    } else if (INTERNAL.matcher(path).matches()) {
      values.problem(BASE_PATH, "is a path that no client can reach");
    }
    return path;
  }

  private String logoutUrl() {
    String text = values.text(LOGOUT_URL).orElseThrow();
    URI uri = uri(text);
    boolean good =
        uri != null && (text.startsWith("/") ? pathOnly(text, uri) : isAbsoluteHttp(uri));
    if (!good) {
      values.problem(LOGOUT_URL, "is neither a path of this application nor an http(s) URL");
    }
    return text;
  }

  private static boolean pathOnly(String text, URI uri) {
    return uri.getScheme() == null
        && uri.getRawAuthority() == null
        && !uri.getPath().contains("//")
        && !uri.getPath().contains("\\")
        && !DOTS.matcher(uri.getPath()).matches()
        && !text.startsWith("//");
  }

  private static boolean isAbsoluteHttp(URI uri) {
    String scheme = uri.getScheme();
    return scheme != null
        && (scheme.equalsIgnoreCase("http") || scheme.equalsIgnoreCase("https"))
        && uri.getHost() != null
        && uri.getRawUserInfo() == null;
  }

  private static @Nullable URI uri(String text) {
    try {
      return text.chars().allMatch(c -> c > ' ' && c < 0x7f) ? new URI(text) : null;
    } catch (URISyntaxException e) {
      return null;
    }
  }

  /** As browsers send it: lower case, no default port (RFC 6454, section 6.2). */
  private static String origin(String text) {
    URI uri = uri(text);
    if (uri == null
        || !isAbsoluteHttp(uri)
        || !uri.getRawPath().isEmpty()
        || uri.getRawQuery() != null
        || uri.getRawFragment() != null
        || uri.getPort() == 0
        || uri.getPort() > 65_535) {
      throw new IllegalArgumentException("has an entry '" + text + "' that is not an origin");
    }
    String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
    int defaultPort = scheme.equals("https") ? 443 : 80;
    String port = uri.getPort() < 0 || uri.getPort() == defaultPort ? "" : ":" + uri.getPort();
    return scheme + "://" + uri.getHost().toLowerCase(Locale.ROOT) + port;
  }

  private @Nullable Path themeDir() {
    Path dir = values.path(THEME_DIR).orElse(null);
    if (dir != null && !(Files.isDirectory(dir) && Files.isReadable(dir))) {
      values.problemHere(THEME_DIR, "is not a folder that can be read");
    }
    return dir;
  }
}
