package org.otpfilter.cli.retrofit;

import org.otpfilter.cli.CommandException;

/**
 * Whether what is to be written would be what the container finds, and nothing of the application's
 * would be written over. It writes nothing.
 */
final class Targets {

  private static final String FOLDER = "WEB-INF";

  private Targets() {}

  /** Refuses an application where another entry stands, or could come to stand, in that place. */
  static void check(Application application, String jar) {
    for (String file : application.files()) {
      if (isOtherSpelling(file)) {
        throw refused(
            file,
            "is WEB-INF or web.xml in other letters; where files are unpacked without regard to"
                + " case it would take the place of what is put in");
      }
      if (file.equalsIgnoreCase(jar)) {
        throw refused(file, "has the name of the jar to be put in, but is something else");
      }
      if (file.equals(FOLDER) || file.equals(FOLDER + "/lib")) {
        throw refused(file, "is a file and should be a folder");
      }
    }
    if (application.hasFolder(WebXml.NAME)) {
      throw refused(WebXml.NAME, "is a folder and should be a file");
    }
  }

  private static boolean isOtherSpelling(String file) {
    boolean below = file.regionMatches(true, 0, FOLDER + "/", 0, FOLDER.length() + 1);
    return (below && !file.startsWith(FOLDER + "/"))
        || (file.equalsIgnoreCase(WebXml.NAME) && !file.equals(WebXml.NAME))
        || (file.equalsIgnoreCase("WEB-INF/otp.properties")
            && !file.equals("WEB-INF/otp.properties"));
  }

  private static CommandException refused(String file, String reason) {
    return new CommandException("'" + EntryNames.shown(file) + "' " + reason);
  }
}
