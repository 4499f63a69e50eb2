package org.otpfilter.cli;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.otpfilter.cli.retrofit.RetrofitCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/**
 * The command line, {@code java -jar otp-filter-VERSION-dropin.jar COMMAND}. It does nothing by
 * itself: every command is a class of its own.
 *
 * <p>Exit codes are the same for all commands: {@link #DONE}, {@link #FOUND_WRONG} and {@link
 * #UNUSABLE}. What went wrong is one line on the error stream, never a stack trace.
 */
@Command(
    name = "otp-filter",
    scope = ScopeType.INHERIT,
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    usageHelpAutoWidth = true,
    subcommands = {DoctorCommand.class, CheckCommand.class})
public final class Main implements Runnable {

  /** Done, and nothing is wrong. */
  public static final int DONE = 0;

  /** Done, and what was looked at is wrong. */
  public static final int FOUND_WRONG = 1;

  /** Not done: the input cannot be used, or the command was not understood. */
  public static final int UNUSABLE = 2;

  @Spec private CommandSpec spec;

  private Main() {}

  /** Runs one command and ends the process with its exit code. */
  public static void main(String[] args) {
    System.exit(run(writer(System.out), writer(System.err), args));
  }

  /** Runs one command and returns its exit code. */
  static int run(PrintWriter out, PrintWriter err, String... args) {
    CommandLine line =
        new CommandLine(new Main())
            .addSubcommand(new CommandLine.HelpCommand())
            .addSubcommand(new RetrofitCommand(running()))
            .setExpandAtFiles(false)
            .setOut(out)
            .setErr(err)
            .setParameterExceptionHandler((e, given) -> misunderstood(e))
            .setExecutionExceptionHandler((e, command, parsed) -> failed(e, command));
    int code = executed(line, args);
    out.flush();
    err.flush();
    return code;
  }

  private static int executed(CommandLine line, String... args) {
    try {
      return line.execute(args);
    } catch (OutOfMemoryError | StackOverflowError e) {
      say(line, reason(e));
      return UNUSABLE;
    }
  }

  /** The one line that says why nothing came of a command. */
  static String reason(Throwable e) {
    if (e instanceof CommandException) {
      return String.valueOf(e.getMessage());
    }
    return e instanceof VirtualMachineError
        ? "the input is too large or too deep for the memory that Java has here (-Xmx, -Xss)"
        : "failed unexpectedly: " + e;
  }

  /** Reached without a command: says which there are. */
  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "a command is missing");
  }

  /** The jar that runs, or the folder of classes. */
  private static Path running() {
    try {
      return Path.of(Main.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new CommandException("the place of this jar has no path: " + e.getInput(), e);
    }
  }

  /** UTF-8 whatever the locale, so that what is piped on is the same everywhere. */
  private static PrintWriter writer(PrintStream stream) {
    return new PrintWriter(stream, true, StandardCharsets.UTF_8);
  }

  private static int misunderstood(ParameterException e) {
    CommandLine command = e.getCommandLine();
    say(command, e.getMessage() + " ('" + command.getCommandSpec().qualifiedName() + " --help')");
    return UNUSABLE;
  }

  private static int failed(Exception e, CommandLine command) {
    say(command, reason(e));
    return UNUSABLE;
  }

  private static void say(CommandLine command, @Nullable String message) {
    String line = String.valueOf(message).replaceAll("\\s*\\R\\s*", " ");
    command.getErr().println("otp-filter: " + line);
  }

  /** The version that the jar's manifest names. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = Main.class.getPackage().getImplementationVersion();
      return new String[] {"otp-filter " + (version == null ? "(not packed)" : version)};
    }
  }
}
