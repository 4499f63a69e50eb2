package org.otpfilter.cli;

import java.io.PrintWriter;
import java.io.StringWriter;

/**
 * A command line that ran in this process.
 *
 * @param code the exit code
 * @param out what it printed
 * @param err what it printed as errors
 */
public record Run(int code, String out, String err) {

  /** Runs a command. */
  public static Run of(String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code = Main.run(new PrintWriter(out), new PrintWriter(err), args);
    return new Run(code, out.toString(), err.toString());
  }
}
