package org.otpfilter.cli.retrofit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.otpfilter.cli.CommandException;
import org.otpfilter.descriptor.Flavour;

final class HostileWarTest {

  @TempDir Path folder;
  private Path in;
  private Path out;

  @BeforeEach
  void setUp() {
    in = folder.resolve("app.war");
    out = folder.resolve("new.war");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          /etc/passwd          | is absolute
          C:/x                 | is absolute
          ../x                 | holds '..'
          a/../../x            | holds '..'
          a/..                 | holds '..'
          a\\b                 | holds a backslash
          ..\\x                | holds a backslash
          a//b                 | is no plain path
          ./a                  | is no plain path
          a/./b                | is no plain path
          index.jsp/x          | a file and a folder
          """)
  void nameWhenItCouldLeadElsewhereThenRefused(String name, String reason) {
    Map<String, String> files = new LinkedHashMap<>(Wars.ordinary());
    files.put(name, "x");
    Wars.write(in, files);
    refuses(reason);
  }

  @Test
  void nameWhenItHoldsAControlCharacterThenRefusedAndNotPrinted() {
    Map<String, String> files = new LinkedHashMap<>(Wars.ordinary());
    files.put("a\u001B[2J", "x");
    Wars.write(in, files);
    refuses("'a\\u001B[2J' holds a control character");
  }

  @Test
  void namesWhenTwoAreTheSameThenRefused() throws IOException {
    Files.write(in, Wars.patched(Wars.bytes(Wars.ordinary()), "empty.txt", "index.jsp"));
    refuses("two entries of the name 'index.jsp'");
  }

  @Test
  void namesWhenOneIsInTheHeaderAndAnotherInTheDirectoryThenRefused() throws IOException {
    byte[] war = Wars.bytes(Wars.ordinary());
    int local = indexOf(war, "empty.txt");
    war[local] = 'E';
    Files.write(in, war);
    refuses("'empty.txt' has another header");
  }

  @Test
  void sizeWhenMoreThanTwoGibibytesThenRefused() throws IOException {
    byte[] war = Wars.bytes(Wars.ordinary());
    record(war, Wars.CLASS).putInt(24, 0x80000001);
    Files.write(in, war);
    refuses("more than 2 GiB");
  }

  @Test
  void filesWhenHugeThenNotHeldInMemory() throws IOException {
    byte[] war = Wars.bytes(Map.of("WEB-INF/web.xml", " ".repeat((8 << 20) + 1)));
    Files.write(in, war);
    refuses("larger than 8 MiB");
    war =
        Wars.bytes(
            Map.of(WebXml.NAME, "<web-app/>", "WEB-INF/otp.properties", " ".repeat((1 << 20) + 1)));
    Files.write(in, war);
    refuses("larger than 1 MiB");
  }

  @Test
  void sizeWhenSmallerThanTheDataThenRefused() throws IOException {
    byte[] war = Wars.bytes(Wars.ordinary());
    record(war, Wars.CLASS).putInt(24, 3);
    Files.write(in, war);
    refuses("'" + Wars.CLASS + "'");
  }

  @Test
  void checkSumWhenWrongThenRefused() throws IOException {
    byte[] war =
        Wars.patched(Wars.bytes(Wars.ordinary()), "not packed in truth", "not packed in trutH");
    Files.write(in, war);
    refuses("'WEB-INF/lib/old.jar' unpacks to something else");
  }

  @Test
  void entriesWhenTheyOverlapThenRefused() throws IOException {
    Map<String, String> files = new LinkedHashMap<>();
    files.put("WEB-INF/packed", "");
    // not packed, so that it can hold another entry as it is
    files.put("WEB-INF/carrier", "#".repeat(200));
    files.put("packed too", "");
    files.put("bbbb", "not packed");
    byte[] war = Wars.bytes(files);
    int carried = indexOf(war, "####") + 10;
    int from = record(war, "bbbb").getInt(42);
    System.arraycopy(war, from, war, carried, 60);
    record(war, "bbbb").putInt(42, carried);
    Files.write(in, war);
    refuses("overlaps");
  }

  @Test
  void entryWhenEncryptedOrOddlyPackedThenRefused() throws IOException {
    byte[] war = Wars.bytes(Wars.ordinary());
    record(war, "index.jsp").putShort(8, (short) 1);
    Files.write(in, war);
    refuses("'index.jsp' is encrypted");
    war = Wars.bytes(Wars.ordinary());
    record(war, "index.jsp").putShort(10, (short) 12);
    Files.write(in, war);
    refuses("packed by method 12");
  }

  @Test
  void fileWhenNoWarThenRefused() throws IOException {
    refuses("no such file");
    Files.write(in, new byte[0]);
    refuses("not a WAR");
    Files.writeString(in, "<html>");
    refuses("not a WAR");
    Wars.write(in, Map.of());
    refuses("not a WAR");
    Wars.write(in, Map.of("META-INF/application.xml", "x", "WEB-INF/a", "x"));
    refuses("EAR");
    in = Wars.write(folder.resolve("some.jar"), Map.of("org/example/A.class", "x"));
    refuses("not a WAR");
    in = Files.createDirectory(folder.resolve("plain"));
    refuses("no WEB-INF");
  }

  @Test
  void fileWhenCutAnywhereThenRefused() throws IOException {
    byte[] war = Wars.bytes(Wars.ordinary());
    for (int length = 0; length < war.length; length += 97) {
      Files.write(in, Arrays.copyOf(war, length));
      assertThatThrownBy(this::install).isInstanceOf(CommandException.class);
    }
    assertThat(out).doesNotExist();
  }

  @Test
  void fileWhenBytesAreWrongThenRefusedOrTaken() throws IOException {
    Random random = new Random(4);
    byte[] war = Wars.bytes(Wars.ordinary());
    for (int i = 0; i < 400; i++) {
      byte[] wrong = war.clone();
      for (int j = 0; j < 3; j++) {
        wrong[random.nextInt(war.length)] = (byte) random.nextInt(256);
      }
      Files.write(in, wrong);
      Files.deleteIfExists(out);
      try {
        install();
        assertThat(out).exists();
      } catch (CommandException e) {
        assertThat(out).doesNotExist();
      }
    }
    assertThat(folder.toFile().list()).noneMatch(name -> name.startsWith(".otp"));
  }

  private void refuses(String reason) {
    assertThatThrownBy(this::install)
        .isInstanceOf(CommandException.class)
        .hasMessageContaining(reason);
    assertThat(out).doesNotExist();
  }

  private void install() throws IOException {
    Path jar = Wars.shelf(folder, Flavour.JAKARTA, Flavour.JAVAX);
    new Retrofit(new JarShelf(jar))
        .install(in, out, new Wishes("remote-user", List.of(), List.of(), Optional.empty()));
  }

  /** The record of an entry in the directory. */
  private static ByteBuffer record(byte[] war, String name) {
    int at = lastIndexOf(war, name) - ZipEntry.FIXED;
    return ByteBuffer.wrap(war, at, war.length - at).slice().order(ByteOrder.LITTLE_ENDIAN);
  }

  private static int indexOf(byte[] bytes, String text) {
    return new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1).indexOf(text);
  }

  private static int lastIndexOf(byte[] bytes, String text) {
    return new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1).lastIndexOf(text);
  }
}
