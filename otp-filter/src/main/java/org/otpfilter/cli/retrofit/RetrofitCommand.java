package org.otpfilter.cli.retrofit;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.otpfilter.cli.CommandException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code retrofit}. It prints what {@link Retrofit} did. */
@Command(
    name = "retrofit",
    description = {
      "Writes a copy of a web application with otp-filter in it, or without it again.",
      "The input is never changed, and nothing is written if anything is wrong."
    },
    footer = {
      "",
      "Examples:",
      "  retrofit app.war -o new.war --user remote-user --rule '/login open' --rule '/* verified'",
      "  retrofit --remove new.war -o app.war"
    })
public final class RetrofitCommand implements Callable<Integer> {

  private final Retrofit retrofit;

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "APP", description = "The WAR, or the folder of an unpacked one.")
  private Path application;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "OUT",
      required = true,
      description = "The new WAR; for a folder, a new or empty folder.")
  private Path output;

  @Option(
      names = "--user",
      paramLabel = "SOURCE",
      description = {
        "Where the application shows who is signed in:",
        "remote-user (FORM, BASIC, a realm), session:ATTR[.property], request:ATTR[.property],"
            + " header:NAME, or a class of the application."
      })
  private @Nullable String user;

  @Option(
      names = "--rule",
      paramLabel = "LINE",
      description = "A rule, such as '/login open'; once for each, the first that matches wins.")
  private List<String> rules = List.of();

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "Another setting, such as issuer=Ledger; once for each.")
  private List<String> assignments = List.of();

  @Option(
      names = "--after",
      paramLabel = "FILTER-NAME",
      description =
          "Goes behind the last mapping of this filter. Without it: behind a known filter that"
              + " signs users in, else before all others.")
  private @Nullable String after;

  @Option(names = "--remove", description = "Takes out what retrofit put in, to the byte.")
  private boolean remove;

  /**
   * The command.
   *
   * @param running the jar that runs; the one for the other Servlet API is looked for beside it
   */
  public RetrofitCommand(Path running) {
    retrofit = new Retrofit(new JarShelf(running));
  }

  @Override
  public Integer call() {
    checkOptions();
    Retrofit.Report report = run();
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    report.lines().forEach(out::println);
    out.println("written: " + output);
    report.warnings().forEach(warning -> err.println("warning: " + Printable.of(warning)));
    return 0;
  }

  private void checkOptions() {
    boolean asks = user != null || after != null || !rules.isEmpty() || !assignments.isEmpty();
    if (remove && asks) {
      throw new ParameterException(
          spec.commandLine(), "--remove goes with -o alone; it takes no settings");
    }
    if (!remove && (user == null || user.isBlank())) {
      throw new ParameterException(
          spec.commandLine(),
          "--user is missing: where the application shows who is signed in, such as remote-user");
    }
  }

  private Retrofit.Report run() {
    try {
      return remove
          ? retrofit.remove(application, output)
          : retrofit.install(
              application,
              output,
              new Wishes(user == null ? "" : user, rules, assignments, Optional.ofNullable(after)));
    } catch (AccessDeniedException e) {
      throw refused("access to " + e.getFile() + " is denied", e);
    } catch (IOException e) {
      throw refused("reading or writing failed: " + e, e);
    } catch (CommandException e) {
      throw refused(String.valueOf(e.getMessage()), e);
    }
  }

  private CommandException refused(String reason, Exception cause) {
    return new CommandException(application + ": " + reason + ". Nothing was written", cause);
  }
}
