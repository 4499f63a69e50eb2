package org.otpfilter.cli;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Asks single questions over HTTP, and tells the filter's refusals from other answers. */
final class Probe {

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int MOST = 64 << 10;
  private static final Pattern TYPE =
      Pattern.compile("\"type\"\\s*:\\s*\"(urn:otpfilter:[\\w-]+)\"");

  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NEVER)
          .connectTimeout(PATIENCE)
          .build();

  /**
   * What came back.
   *
   * @param uri what was asked for
   * @param status of the answer
   * @param type of the filter's problem (RFC 9457), or empty
   * @param page whether it is one of the filter's pages, as JSON
   * @param location where it redirects to, or empty
   */
  record Answer(URI uri, int status, String type, boolean page, String location) {

    /** Only the filter refuses with a type of its own, and only its pages name a state. */
    boolean fromTheFilter() {
      return (status == 403 && !type.isEmpty()) || (status == 200 && page);
    }

    /** For people. */
    String seen() {
      String more = type.isEmpty() ? location : type;
      return more.isEmpty() ? String.valueOf(status) : status + " " + more;
    }
  }

  /**
   * Asks.
   *
   * @param headers to send, by name
   * @throws CommandException if nothing answers
   */
  Answer ask(URI uri, Map<String, String> headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri).timeout(PATIENCE).header("Accept", "application/json").GET();
    headers.forEach(request::header);
    try {
      HttpResponse<InputStream> response =
          client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
      try (InputStream body = response.body()) {
        return answer(uri, response, new String(body.readNBytes(MOST), StandardCharsets.UTF_8));
      }
    } catch (IOException e) {
      throw new CommandException(uri + ": does not answer: " + reason(e), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandException(uri + ": was interrupted", e);
    }
  }

  private static Answer answer(URI uri, HttpResponse<?> response, String body) {
    String media = response.headers().firstValue("Content-Type").orElse("");
    Matcher type = TYPE.matcher(body);
    boolean problem = media.startsWith("application/problem+json") && type.find();
    String location = response.headers().firstValue("Location").orElse("");
    return new Answer(
        uri,
        response.statusCode(),
        problem ? type.group(1) : "",
        media.startsWith("application/json") && body.startsWith("{\"state\":\"S"),
        location.isEmpty() ? "" : "to " + location.replaceAll("\\p{Cntrl}", "?"));
  }

  private static String reason(IOException e) {
    String message = e.getMessage();
    return message == null || message.isBlank() ? e.getClass().getSimpleName() : message;
  }
}
