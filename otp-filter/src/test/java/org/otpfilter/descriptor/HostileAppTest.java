package org.otpfilter.descriptor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
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
  void webXmlWhenTheParserQuotesLinesThenRefusedInOne() {
    byte[] document = "<?xml version='1.\n\n0'?><web-app/>".getBytes(StandardCharsets.US_ASCII);
    assertThatThrownBy(() -> WebXml.read(new java.io.ByteArrayInputStream(document), "web.xml"))
        .isInstanceOf(UnreadableAppException.class)
        .hasMessageMatching("web.xml cannot be read: .*");
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

  /** Two bytes of the file would be 64 KiB of reading each. */
  @Test
  void classWhenItNamesOneLongAnnotationOverAndOverThenIsNoted() throws IOException {
    byte[] body = new byte[2 + 4 * 0xFFFF];
    Arrays.fill(body, 0, 2, (byte) 0xFF);
    for (int i = 2; i < body.length; i += 4) {
      body[i + 1] = 4;
    }
    byte[] file = annotated("L" + "a".repeat(60_000) + ";", body, new byte[0]);
    WebApp app = TestWar.jakarta("").bytes("WEB-INF/classes/A.class", file).read(folder);

    assertThat(app.notes()).singleElement().asString().contains("over and over");
  }

  /** The machine goes by the length of an attribute; whoever does not reads on at a wrong place. */
  @Test
  void classWhenAnAttributeIsLongerThanItsAnnotationsThenTheNextIsReadAllTheSame()
      throws IOException {
    String filter = "Ljakarta/servlet/annotation/WebFilter;";
    byte[] padded = {0, 0, 9, 9, 9, 9, 9, 9, 9};
    byte[] real = {0, 1, 0, 4, 0, 0};
    ClassFile read = ClassFile.read(annotated(filter, padded, real));

    assertThat(read.annotations()).containsKey("jakarta/servlet/annotation/WebFilter");
  }

  /** A class with two attributes of annotations; the type of its annotations is constant 4. */
  private static byte[] annotated(String type, byte[] first, byte[] second) throws IOException {
    return annotated(type, "", first, second);
  }

  /** The same with a text, constant 5. */
  private static byte[] annotated(String type, String text, byte[] first, byte[] second)
      throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeInt(0xCAFEBABE);
    out.writeInt(52);
    out.writeShort(6);
    out.writeByte(1);
    out.writeUTF("A");
    out.writeByte(7);
    out.writeShort(1);
    out.writeByte(1);
    out.writeUTF("RuntimeVisibleAnnotations");
    out.writeByte(1);
    out.writeUTF(type);
    out.writeByte(1);
    out.writeUTF(text);
    for (int number : new int[] {1, 2, 2, 0, 0, 0, 2}) {
      out.writeShort(number);
    }
    for (byte[] body : new byte[][] {first, second}) {
      out.writeShort(3);
      out.writeInt(body.length);
      out.write(body);
    }
    return bytes.toByteArray();
  }

  /** Texts that a class declares are remembered, and pack well. */
  @Test
  void classesWhenTheyDeclareMoreThanAnyThenRefused() throws IOException {
    byte[] file = saying("Ljakarta/servlet/annotation/WebServlet;", "a".repeat(20_000));
    refuses(TestWar.jakarta("").bytes("WEB-INF/classes/A.class", file).write(folder), "more names");
  }

  /** Nothing is remembered of annotations that declare no filter, servlet or endpoint. */
  @Test
  void classesWhenTheySayMuchToOthersThenAreRead() throws IOException {
    byte[] file = saying("Ljakarta/xml/bind/annotation/XmlType;", "a".repeat(20_000));
    WebApp app = TestWar.jakarta("").bytes("WEB-INF/classes/A.class", file).read(folder);

    assertThat(app.notes()).isEmpty();
  }

  /** A class with one annotation of one element: an array of 1000 times that text. */
  private static byte[] saying(String type, String text) throws IOException {
    ByteBuffer body = ByteBuffer.allocate(2 + 2 + 2 + 2 + 1 + 2 + 3 * 1000);
    body.putShort((short) 1).putShort((short) 4).putShort((short) 1).putShort((short) 5);
    body.put((byte) '[').putShort((short) 1000);
    for (int i = 0; i < 1000; i++) {
      body.put((byte) 's').putShort((short) 5);
    }
    return annotated(type, text, body.array(), new byte[] {0, 0});
  }

  @Test
  void fragmentsWhenMoreThanAnyThenRefused() throws IOException {
    TestWar war = TestWar.jakarta("");
    for (int i = 0; i <= 500; i++) {
      war.jar(i + ".jar", "<web-fragment/>");
    }
    refuses(war.write(folder), "more than 500 web fragments");
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
  void warWhenACommentIsInAnOldCodePageThenReadOrRefused() throws IOException {
    Path war = folder.resolve("old.war");
    try (ZipOutputStream zip =
        new ZipOutputStream(Files.newOutputStream(war), StandardCharsets.ISO_8859_1)) {
      ZipEntry entry = new ZipEntry("WEB-INF/a.txt");
      entry.setComment("\u00e4\u00e4\u00e4");
      zip.putNextEntry(entry);
    }
    try (AppFiles app = AppFiles.of(war)) {
      assertThat(app.names()).containsExactly("WEB-INF/a.txt");
    }
    byte[] flagged = Files.readAllBytes(war);
    int record = new String(flagged, StandardCharsets.ISO_8859_1).indexOf("PK\u0001\u0002");
    flagged[record + 9] |= 8;
    Files.write(war, flagged);
    assertThatThrownBy(() -> AppFiles.of(war))
        .isInstanceOf(UnreadableAppException.class)
        .hasMessageContaining("UTF-8");
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
