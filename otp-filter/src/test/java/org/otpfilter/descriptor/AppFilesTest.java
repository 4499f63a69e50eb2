package org.otpfilter.descriptor;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AppFilesTest {

  @TempDir Path folder;

  private Path war(String... names) throws IOException {
    Path war = folder.resolve("app.war");
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(war))) {
      for (String name : names) {
        out.putNextEntry(new ZipEntry(name));
        if (!name.endsWith("/")) {
          out.write(("content of " + name).getBytes(UTF_8));
        }
        out.closeEntry();
      }
    }
    return war;
  }

  /** Changes the bytes of a file, as nobody's zip program would. */
  private static void forge(Path file, String from, String to) throws IOException {
    String bytes = new String(Files.readAllBytes(file), ISO_8859_1);
    assertThat(bytes).contains(from);
    Files.write(file, bytes.replace(from, to).getBytes(ISO_8859_1));
  }

  @Test
  void warWhenSoundThenNamesItsFilesAndReadsThem() throws IOException {
    try (AppFiles files = AppFiles.of(war("WEB-INF/", "WEB-INF/web.xml", "index.jsp"));
        InputStream in = files.open("WEB-INF/web.xml")) {
      assertThat(files.names()).containsExactly("WEB-INF/web.xml", "index.jsp");
      assertThat(in).hasContent("content of WEB-INF/web.xml");
      assertThatThrownBy(() -> files.open("WEB-INF/")).isInstanceOf(IOException.class);
    }
  }

  @Test
  void folderWhenSoundThenNamesItsFilesAndReadsThem() throws IOException {
    Files.createDirectories(folder.resolve("x/WEB-INF/classes"));
    Files.writeString(folder.resolve("x/WEB-INF/web.xml"), "here");
    Files.writeString(folder.resolve("outside"), "not here");

    try (AppFiles files = AppFiles.of(folder.resolve("x"));
        InputStream in = files.open("WEB-INF/web.xml")) {
      assertThat(files.names()).containsExactly("WEB-INF/web.xml");
      assertThat(in).hasContent("here");
      assertThatThrownBy(() -> files.open("../outside")).isInstanceOf(IOException.class);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          /etc/passwd          | absolute
          C:/windows/x         | absolute
          ../x                 | '..'
          WEB-INF/../../x      | '..'
          WEB-INF/..           | '..'
          WEB-INF/./x          | '.'
          WEB-INF\\web.xml      | backslash
          WEB-INF//x           | empty folder
          """)
  void warWhenAnEntryIsNotSafeThenRefused(String name, String reason) throws IOException {
    Path war = war("WEB-INF/web.xml", name);

    assertThatExceptionOfType(UnreadableAppException.class)
        .isThrownBy(() -> AppFiles.of(war))
        .withMessageContaining(reason)
        .withMessageContaining(war.toString());
  }

  @Test
  void warWhenTwoEntriesHaveOneNameThenRefused() throws IOException {
    Path war = war("WEB-INF/web.xml", "WEB-INF/web.xmX");
    forge(war, "WEB-INF/web.xmX", "WEB-INF/web.xml");

    assertThatThrownBy(() -> AppFiles.of(war)).hasMessageContaining("two entries");
  }

  @Test
  void warWhenAFileIsAFolderTooThenRefused() throws IOException {
    Path war = war("WEB-INF/web.xml", "WEB-INF/web.xml/");

    assertThatThrownBy(() -> AppFiles.of(war)).hasMessageContaining("two entries");
  }

  @Test
  void warWhenMoreThanTwoGibibytesThenRefused() throws IOException {
    Path war = war("WEB-INF/web.xml");
    setSize(war, (2L << 30) + 1);

    assertThatThrownBy(() -> AppFiles.of(war)).hasMessageContaining("2 GiB");
  }

  @Test
  void warWhenAnEntryLiesAboutItsSizeThenReadingFails() throws IOException {
    Path war = war("WEB-INF/web.xml");
    setSize(war, 3);

    try (AppFiles files = AppFiles.of(war);
        InputStream in = files.open("WEB-INF/web.xml")) {
      assertThatThrownBy(in::readAllBytes).hasMessageContaining("more than it says");
    }
  }

  /** Writes another size of the first entry into the central directory. */
  private static void setSize(Path war, long size) throws IOException {
    byte[] bytes = Files.readAllBytes(war);
    int header = new String(bytes, ISO_8859_1).indexOf("PK\1\2");
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(header + 24, (int) size);
    Files.write(war, bytes);
  }

  @ParameterizedTest
  @CsvSource({"'',is no WAR", "this is text,is no WAR"})
  void fileWhenNotPackedThenRefused(String content, String reason) throws IOException {
    Path file = Files.writeString(folder.resolve("x.war"), content);

    assertThatThrownBy(() -> AppFiles.of(file))
        .isInstanceOf(UnreadableAppException.class)
        .hasMessageContaining(reason);
  }

  @Test
  void pathWhenNoApplicationThenRefused() throws IOException {
    Path zip = war("a.txt");

    assertThatThrownBy(() -> AppFiles.of(zip)).hasMessageContaining("no WEB-INF");
    assertThatThrownBy(() -> AppFiles.of(folder)).hasMessageContaining("no WEB-INF");
    assertThatThrownBy(() -> AppFiles.of(folder.resolve("none.war")))
        .hasMessageContaining("no such file");
  }
}
