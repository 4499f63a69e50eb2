package org.otpfilter.servlet;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A form as sent in the body, read by ourselves: what stands in the query is no field (R086). It
 * judges the form, not what the fields mean.
 */
final class FormBody {
  private static final int LONGEST = 8 * 1024;
  private static final int MOST_FIELDS = 20;
  private static final Pattern FORM =
      Pattern.compile(
          "application/x-www-form-urlencoded\\s*(;\\s*charset\\s*=\\s*(utf-8|\"utf-8\")\\s*)?;?",
          Pattern.CASE_INSENSITIVE);

  private final Map<String, String> fields = new HashMap<>();
  private final Set<String> doubtful = new HashSet<>();
  private boolean malformed;

  /** A body that was read, or why it was not. */
  record Reading(@Nullable FormBody body, @Nullable Refusal refusal) {}

  private FormBody() {}

  /** Reads the body; one too large or of another type is refused (413, 415). */
  static Reading read(HttpServletRequest request) throws IOException {
    if (request.getContentLengthLong() > LONGEST) {
      return new Reading(null, Refusal.TOO_LARGE);
    }
    String type = request.getContentType();
    if (type == null
        || !FORM.matcher(type.trim()).matches()
        || request.getHeader("Content-Encoding") != null) {
      return new Reading(null, Refusal.MEDIA_TYPE);
    }
    byte[] bytes = readAtMost(request.getInputStream(), LONGEST + 1);
    if (bytes.length > LONGEST) {
      return new Reading(null, Refusal.TOO_LARGE);
    }
    FormBody body = new FormBody();
    body.parse(bytes);
    body.refuseInQuery(request.getQueryString());
    return new Reading(body, null);
  }

  /** The field; empty if it was not sent or could not be read. */
  Optional<String> field(String name) {
    return Optional.ofNullable(fields.get(name));
  }

  /** Whether the form as a whole is not what a form is. */
  boolean malformed() {
    return malformed;
  }

  /** Whether just this field was given in a way that makes it worthless. */
  boolean doubtful(String name) {
    return doubtful.contains(name);
  }

  private static byte[] readAtMost(InputStream in, int limit) throws IOException {
    return in.readNBytes(limit);
  }

  private void parse(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    String[] pairs = text.isEmpty() ? new String[0] : text.split("&", -1);
    if (pairs.length > MOST_FIELDS) {
      malformed = true;
      return;
    }
    for (String pair : pairs) {
      int equals = pair.indexOf('=');
      Optional<String> name = decode(equals < 0 ? pair : pair.substring(0, equals));
      Optional<String> value = decode(equals < 0 ? "" : pair.substring(equals + 1));
      if (name.isEmpty() || value.isEmpty()) {
        malformed = true;
      } else if (fields.putIfAbsent(name.get(), value.get()) != null) {
        malformed = true;
        doubtful.add(name.get());
      }
    }
  }

  private void refuseInQuery(@Nullable String query) {
    if (query == null) {
      return;
    }
    for (String pair : query.split("[&;]", -1)) {
      int equals = pair.indexOf('=');
      String name = decode(equals < 0 ? pair : pair.substring(0, equals)).orElse("");
      String folded = name.toLowerCase(Locale.ROOT);
      if (folded.equals("code") || folded.equals("csrf")) {
        malformed = true;
        doubtful.add(folded);
      }
    }
  }

  /** Strict: a broken escape or anything but UTF-8 is no text. */
  private static Optional<String> decode(String raw) {
    ByteBuffer out = ByteBuffer.allocate(raw.length());
    for (int i = 0; i < raw.length(); i++) {
      char c = raw.charAt(i);
      if (c == '%') {
        if (i + 2 >= raw.length() || hex(raw.charAt(i + 1)) < 0 || hex(raw.charAt(i + 2)) < 0) {
          return Optional.empty();
        }
        out.put((byte) (hex(raw.charAt(i + 1)) * 16 + hex(raw.charAt(i + 2))));
        i += 2;
      } else {
        out.put((byte) (c == '+' ? ' ' : c));
      }
    }
    try {
      return Optional.of(StandardCharsets.UTF_8.newDecoder().decode(out.flip()).toString());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }

  private static int hex(char c) {
    return c < 128 ? Character.digit(c, 16) : -1;
  }
}
