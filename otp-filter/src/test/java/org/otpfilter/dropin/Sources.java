package org.otpfilter.dropin;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.tools.ToolProvider;

/** Sources compiled while a test runs, against jars that are on no class path of the build. */
final class Sources {

  private Sources() {}

  /** Compiles the class into the folder; fails the test if it does not compile. */
  static void compile(Path folder, String name, String source, String classPath)
      throws IOException {
    Path file = Files.createDirectories(folder).resolve(name + ".java");
    Files.writeString(file, source);
    String[] arguments = {
      "-proc:none", "-nowarn", "-classpath", classPath, "-d", folder.toString(), file.toString()
    };
    ByteArrayOutputStream messages = new ByteArrayOutputStream();
    if (ToolProvider.getSystemJavaCompiler().run(null, messages, messages, arguments) != 0) {
      throw new IllegalStateException(name + " does not compile:\n" + messages);
    }
  }
}
