package org.otpfilter.cli;

import java.io.PrintWriter;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
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

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  @Override
  public Integer call() {
    String application = application();
    Probe probe = new Probe();
    List<Probe.Answer> answers =
        List.of(
            probe.ask(at(application, basePath + "/challenge"), false),
            probe.ask(at(application, path), true));
    boolean inFront = answers.stream().allMatch(Probe.Answer::fromTheFilter);
    print(application, answers, inFront);
    return inFront ? Main.DONE : Main.FOUND_WRONG;
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
    return status >= 300 && status < 400
        ? "The filter did not answer; something before it redirects. Ask where that leads to."
        : "The filter does not stand in front: it did not answer for " + basePath + "/challenge.";
  }
}
