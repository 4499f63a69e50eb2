package org.otpfilter.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.otpfilter.descriptor.AppFiles;
import org.otpfilter.descriptor.AppReader;
import org.otpfilter.descriptor.Diagnosis;
import org.otpfilter.descriptor.Finding;
import org.otpfilter.descriptor.UnreadableAppException;
import org.otpfilter.descriptor.WebApp;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code doctor}: says what of an application is outside of the filter. It changes nothing. */
@Command(
    name = "doctor",
    description =
        "Look at a WAR, or at the folder of an unpacked one, and say what is wrong with it.",
    footerHeading = "%nExit codes:%n",
    footer = {
      "  0   nothing is wrong (there may be warnings)",
      "  1   something is wrong; not installed is one such thing",
      "  2   this is no web application, or it cannot be read"
    })
final class DoctorCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "APP.war|FOLDER", description = "The application. It is only read.")
  private Path app;

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  @Override
  public Integer call() {
    try {
      return judge();
    } catch (RuntimeException | VirtualMachineError e) {
      if (json) {
        spec.commandLine().getOut().print(DoctorText.unreadable(Main.reason(e)));
      }
      throw e;
    }
  }

  private int judge() {
    WebApp read = read(app);
    List<Finding> findings = Diagnosis.of(read);
    PrintWriter out = spec.commandLine().getOut();
    DoctorText text = new DoctorText(read, findings);
    out.print(json ? text.json() : text.plain());
    boolean wrong = findings.stream().anyMatch(f -> f.level() == Finding.Level.ERROR);
    return wrong ? Main.FOUND_WRONG : Main.DONE;
  }

  private static WebApp read(Path path) {
    try (AppFiles files = AppFiles.of(path)) {
      return AppReader.read(files, path.toString());
    } catch (UnreadableAppException e) {
      throw new CommandException(String.valueOf(e.getMessage()), e);
    }
  }
}
