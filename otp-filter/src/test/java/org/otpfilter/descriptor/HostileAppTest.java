package org.otpfilter.descriptor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Applications that want to exhaust whoever reads them, and odd ones that only look so. */
final class HostileAppTest {

  @TempDir Path folder;

  @Test
  void webXmlWhenTooDeepThenRefused() throws IOException {
    String deep = "<a>".repeat(100_000) + "</a>".repeat(100_000);
    Path war =
        TestWar.jakarta("<filter><filter-name>" + deep + "</filter-name></filter>").write(folder);
    refuses(war, "cannot be read");
  }

  @Test
  void webXmlWhenTooLargeThenRefused() throws IOException {
    refuses(
        TestWar.jakarta("<!--" + " ".repeat(XmlTree.LONGEST) + "-->").write(folder),
        "web.xml is larger than 8 MiB");
  }

  @Test
  void settingsWhenTooLargeThenRefused() throws IOException {
    refuses(
        TestWar.jakarta("").file(WebApp.SETTINGS_FILE, "a=" + "b".repeat(1 << 20)).write(folder),
        "otp.properties is larger than 1 MiB");
  }

  private static void refuses(Path war, String reason) {
    try (AppFiles app = AppFiles.of(war)) {
      assertThatThrownBy(() -> AppReader.read(app, "app.war"))
          .isInstanceOf(UnreadableAppException.class)
          .hasMessageContaining(reason);
    }
  }

  @Test
  void classWhenAnnotationsNestWithoutEndThenIsNoted() throws IOException {
    WebApp app =
        TestWar.jakarta("").bytes("WEB-INF/classes/A.class", nested(1_000_000)).read(folder);

    assertThat(app.notes()).singleElement().asString().contains("annotations in annotations");
  }

  /** A class with one annotation whose value is an array in an array, and so on. */
  private static byte[] nested(int levels) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeInt(0xCAFEBABE);
    out.writeInt(52);
    out.writeShort(5);
    out.writeByte(1);
    out.writeUTF("A");
    out.writeByte(7);
    out.writeShort(1);
    out.writeByte(1);
    out.writeUTF("RuntimeVisibleAnnotations");
    out.writeByte(1);
    out.writeUTF("LA;");
    // access, name, parent, no interfaces, fields or methods, one attribute
    for (int number : new int[] {1, 2, 2, 0, 0, 0, 1, 3}) {
      out.writeShort(number);
    }
    out.writeInt(8 + 3 * levels + 3);
    for (int number : new int[] {1, 4, 1, 1}) {
      out.writeShort(number);
    }
    for (int i = 0; i < levels; i++) {
      out.writeByte('[');
      out.writeShort(1);
    }
    out.writeByte('s');
    out.writeShort(1);
    return bytes.toByteArray();
  }

  @Test
  void libraryWhenItHoldsMoreNamesThanAnyThenRefused() throws IOException {
    String folderName = "META-INF/resources/" + "n".repeat(50_000);
    ByteArrayOutputStream jar = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(jar)) {
      for (int i = 0; i < 400; i++) {
        zip.putNextEntry(new ZipEntry(folderName + i));
      }
    }
    refuses(
        TestWar.jakarta("").bytes("WEB-INF/lib/n.jar", jar.toByteArray()).write(folder),
        "more names");
  }

  @Test
  void libraryWhenAnOldArchiverWroteItThenAllOfItIsRead() throws IOException {
    ByteArrayOutputStream jar = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(jar, StandardCharsets.ISO_8859_1)) {
      zip.putNextEntry(new ZipEntry("\u00e4\u00e4\u00e4.txt"));
      zip.putNextEntry(new ZipEntry("META-INF/maven/a/b/pom.properties"));
      zip.write("version=\\uZZ".getBytes(StandardCharsets.US_ASCII));
      zip.putNextEntry(new ZipEntry("META-INF/web-fragment.xml"));
      zip.write(
          ("<web-fragment>" + TestWar.filter("f", "a.F", "/*") + "</web-fragment>")
              .getBytes(StandardCharsets.US_ASCII));
    }
    WebApp app = TestWar.jakarta("").bytes("WEB-INF/lib/o.jar", jar.toByteArray()).read(folder);

    assertThat(app.notes()).isEmpty();
    assertThat(app.merged().filters()).extracting(FilterDef::name).containsExactly("f");
  }
}
