package org.otpfilter.cli.retrofit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.otpfilter.cli.CommandException;
import org.otpfilter.descriptor.Flavour;

final class TargetsTest {

  @TempDir Path folder;

  private Retrofit.Report install(Map<String, String> files) throws IOException {
    Path war = Wars.write(folder.resolve("app.war"), files);
    Path shelf =
        Wars.shelf(
            Files.createDirectories(folder.resolve("shelf")), Flavour.JAKARTA, Flavour.JAVAX);
    return new Retrofit(new JarShelf(shelf))
        .install(
            war,
            folder.resolve("new.war"),
            new Wishes("remote-user", List.of(), List.of(), Optional.empty()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          web-inf/web.xml                              | in other letters
          Web-Inf/classes/A.class                      | in other letters
          WEB-INF/WEB.XML                              | in other letters
          WEB-INF/OTP.properties                       | in other letters
          WEB-INF/lib/otp-filter-1.0-dropin-javax.jar  | is something else
          WEB-INF/lib/OTP-filter-1.0-dropin-javax.jar  | is something else
          """)
  void entryWhenItCouldTakeThePlaceThenRefused(String name, String reason) {
    Map<String, String> files = new LinkedHashMap<>(Wars.ordinary());
    files.put(name, "x");
    refuses(files, reason);
  }

  @Test
  void webXmlWhenItIsAFolderThenRefused() {
    Map<String, String> files = new LinkedHashMap<>(Wars.ordinary());
    files.remove(WebXml.NAME);
    files.put(WebXml.NAME + "/", "");
    refuses(files, "is a folder");
  }

  @Test
  void libraryFolderWhenItIsAFileThenRefused() {
    Map<String, String> files = new LinkedHashMap<>(Wars.ordinary());
    files.keySet().removeIf(name -> name.startsWith("WEB-INF/lib"));
    files.put("WEB-INF/lib", "x");
    refuses(files, "should be a folder");
  }

  private void refuses(Map<String, String> files, String reason) {
    assertThatThrownBy(() -> install(files))
        .isInstanceOf(CommandException.class)
        .hasMessageContaining(reason);
    assertThat(folder.resolve("new.war")).doesNotExist();
  }

  @Test
  void applicationWhenSpringBootCanStartItThenWarned() throws IOException {
    Map<String, String> files = new LinkedHashMap<>(Wars.ordinary());
    assertThat(install(files).warnings()).noneMatch(w -> w.contains("java -jar"));

    files.put("org/springframework/boot/loader/WarLauncher.class", "x");
    assertThat(install(files).warnings()).anyMatch(w -> w.contains("java -jar"));
  }
}
