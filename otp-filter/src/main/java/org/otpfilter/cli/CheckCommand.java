package org.otpfilter.cli;

import java.io.PrintWriter;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.otpfilter.page.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code check}: asks a running application, from outside and without a session, whether the filter
 * stands in front. It signs nobody in and follows no redirect.
 */
@Command(
    name = "check",
    description = {
      "Ask a running application whether the filter stands in front of it.",
      "Two requests are made: one for the challenge page, which the filter itself must refuse, and"
          + " one for PATH with an Authorization header that names nobody, which the filter refuses"
          + " wherever its rules are not 'open'."
    },
    footerHeading = "%nExit codes:%n",
    footer = {
      "  0   the filter stands in front",
      "  1   it does not, or it lets everything pass",
      "  2   nothing answers there"
    })
final class CheckCommand implements Callable<Integer> {

  private static final Pattern HEADER =
      Pattern.compile("([!#$%&'*+.^_`|~0-9A-Za-z-]+):[ \\t]*(\\p{Print}*)");

  private static final String FIRST =
      " If the container asks for a password before the filter (BASIC or FORM on /*), give one with"
          + " --header.";

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "URL",
      description = "The application with its context path, such as https://example.org/app")
  private String url;

  @Option(
      names = "--base-path",
      paramLabel = "PATH",
      defaultValue = "/otp",
      description = "The setting base-path of the application (default: ${DEFAULT-VALUE}).")
  private String basePath;

  @Option(
      names = "--path",
      paramLabel = "PATH",
      defaultValue = "/otp-filter-self-check",
      description =
          "A path of the application that its rules protect; it need not exist (default:"
              + " ${DEFAULT-VALUE}).")
  private String path;

  @Option(
      names = "--header",
      paramLabel = "'NAME: VALUE'",
      description =
          "A header to send, such as the password of a user (Authorization) or the session of one"
              + " (Cookie) where the container asks for it before the filter. No code is sent.")
  private List<String> headers = List.of();

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  @Override
  public Integer call() {
    String application = application();
    Probe probe = new Probe();
    List<Probe.Answer> answers =
        List.of(
            probe.ask(at(application, basePath + "/challenge"), headers()),
            probe.ask(at(application, path), withCredentials()));
    boolean inFront = answers.stream().allMatch(Probe.Answer::fromTheFilter);
    print(application, answers, inFront);
    return inFront ? Main.DONE : Main.FOUND_WRONG;
  }

  private Map<String, String> headers() {
    Map<String, String> given = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (String line : headers) {
      Matcher header = HEADER.matcher(line);
      if (!header.matches()) {
        throw new CommandException("--header: is not of the form 'NAME: VALUE'");
      }
      given.put(header.group(1), header.group(2));
    }
    return given;
  }

  /** Those given, else some that name nobody: the filter refuses them where it protects. */
  private Map<String, String> withCredentials() {
    return headers.isEmpty() ? Map.of("Authorization", "Digest otp-filter-self-check") : headers();
  }

  private String application() {
    URI uri = at(url, "");
    boolean web =
        "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
    if (!web
        || uri.getHost() == null
        || uri.getRawQuery() != null
        || uri.getRawFragment() != null) {
      throw new CommandException(url + ": is not the http(s) address of an application");
    }
    return url.replaceFirst("/+$", "");
  }

  private static URI at(String application, String path) {
    try {
      return new URI(application + path);
    } catch (URISyntaxException e) {
      throw new CommandException(application + path + ": is not an address: " + e.getReason(), e);
    }
  }

  private void print(String application, List<Probe.Answer> answers, boolean inFront) {
    PrintWriter out = spec.commandLine().getOut();
    String verdict = verdict(answers, inFront);
    if (json) {
      Map<String, Object> object = new LinkedHashMap<>();
      object.put("url", application);
      object.put("inFront", inFront);
      object.put("text", verdict);
      object.put("answers", answers.stream().map(CheckCommand::object).toList());
      out.println(DoctorText.ascii(Json.object(object)));
      return;
    }
    answers.forEach(answer -> out.println("  " + answer.uri() + "  " + answer.seen()));
    out.println(verdict);
  }

  private static Map<String, Object> object(Probe.Answer answer) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("url", answer.uri().toString());
    object.put("status", answer.status());
    object.put("type", answer.type().isEmpty() ? null : answer.type());
    return object;
  }

  private String verdict(List<Probe.Answer> answers, boolean inFront) {
    if (inFront) {
      return "The filter stands in front.";
    }
    boolean there = answers.get(0).fromTheFilter();
    if (there) {
      return "The filter is there, but did not stop the request for "
          + path
          + ": it is not mapped to /*, it is in report mode, or a rule opens that path (then name"
          + " another one with --path).";
    }
    int status = answers.get(0).status();
    if (status == 401) {
      return "The container asks for a password before the filter sees a request, so this cannot be"
          + " told from outside. Give one with --header 'Authorization: Basic ...'.";
    }
    return (status >= 300 && status < 400
            ? "The filter did not answer; something before it redirects. Ask where that leads to."
            : "The filter does not stand in front: it did not answer for "
                + basePath
                + "/challenge.")
        + FIRST;
  }
}
