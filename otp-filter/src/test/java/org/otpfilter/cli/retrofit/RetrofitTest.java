package org.otpfilter.cli.retrofit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.otpfilter.cli.CommandException;
import org.otpfilter.descriptor.Flavour;

final class RetrofitTest {

  private static final String JAVAX_JAR = "WEB-INF/lib/otp-filter-1.0-dropin-javax.jar";
  private static final String JAKARTA_JAR = "WEB-INF/lib/otp-filter-1.0-dropin.jar";

  private static final String SECRET = "c2VzYW1lIHNlc2FtZSBzZXNhbWUgc2VzYW1lLTMyISE=";

  @TempDir Path folder;
  private Path in;
  private Path out;
  private Path shelf;

  @BeforeEach
  void setUp() throws IOException {
    in = folder.resolve("app.war");
    out = Files.createDirectory(folder.resolve("out")).resolve("new.war");
    shelf =
        Wars.shelf(Files.createDirectory(folder.resolve("shelf")), Flavour.JAKARTA, Flavour.JAVAX);
  }

  @Test
  void warWhenRetrofittedThenOnlyJarAndWebXmlDiffer() throws IOException {
    Wars.write(in, Wars.ordinary());
    byte[] before = Files.readAllBytes(in);
    install();
    assertThat(in).hasBinaryContent(before);
    Map<String, String> old = entries(in);
    Map<String, String> now = entries(out);
    assertThat(now.keySet()).startsWith(old.keySet().toArray(String[]::new));
    assertThat(now.remove(JAVAX_JAR)).isNotNull();
    assertThat(now.remove(WebXml.NAME)).isNotEqualTo(old.remove(WebXml.NAME));
    assertThat(now).isEqualTo(old);
  }

  @Test
  void warWhenRemovedThenEveryEntryIsAsItWas() throws IOException {
    Wars.write(in, Wars.ordinary());
    install();
    Path restored = folder.resolve("restored.war");
    retrofit().remove(out, restored);
    assertThat(entries(restored)).isEqualTo(entries(in));
    assertThat(entries(restored).keySet()).containsExactlyElementsOf(entries(in).keySet());
  }

  @Test
  void warWhenRetrofittedTwiceFromTheSameThenSameBytes() throws IOException {
    Wars.write(in, Wars.ordinary());
    install();
    byte[] first = Files.readAllBytes(out);
    install();
    assertThat(out).hasBinaryContent(first);
  }

  @Test
  void warWhenMadeOfManyEntriesThenAllAreThere() throws IOException {
    Map<String, String> files = new LinkedHashMap<>(Wars.ordinary());
    for (int i = 0; i < 66_000; i++) {
      files.put("static/" + i, "");
    }
    Wars.write(in, files);
    install();
    try (ZipFile zip = new ZipFile(out.toFile())) {
      assertThat(zip.size()).isEqualTo(files.size() + 1);
    }
  }

  @Test
  void warWhenSomethingStandsBeforeItThenThatStays() throws IOException {
    byte[] archive = Wars.bytes(Wars.ordinary());
    byte[] launcher = "#!/bin/sh\nexec java -jar \"$0\"\n".getBytes(StandardCharsets.UTF_8);
    byte[] both = Stream.of(launcher, archive).reduce(new byte[0], RetrofitTest::joined);
    Files.write(in, both);
    install();
    assertThat(Files.readAllBytes(out)).startsWith(launcher);
    assertThat(entries(out)).containsKeys(JAVAX_JAR, "index.jsp");
  }

  private static byte[] joined(byte[] a, byte[] b) {
    byte[] both = java.util.Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, both, a.length, b.length);
    return both;
  }

  @Test
  void folderWhenRetrofittedAndRemovedThenAsBefore() throws IOException {
    Path app = unpacked(Wars.ordinary());
    Map<String, String> before = tree(app);
    Path target = folder.resolve("target");
    retrofit().install(app, target, wishes());
    Map<String, String> now = tree(target);
    assertThat(tree(app)).isEqualTo(before);
    assertThat(now.keySet()).contains(JAVAX_JAR);
    retrofit().remove(target, folder.resolve("back"));
    assertThat(tree(folder.resolve("back"))).isEqualTo(before);
  }

  @Test
  void folderWhenItHadNeitherWebXmlNorJarsThenThereIsNoneAfterRemoval() throws IOException {
    Map<String, String> files = new LinkedHashMap<>();
    files.put("WEB-INF/", "");
    files.put(Wars.CLASS, "jakarta/servlet/Servlet");
    Path app = unpacked(files);
    retrofit().install(app, folder.resolve("target"), wishes());
    assertThat(tree(folder.resolve("target")).keySet()).contains(WebXml.NAME, JAKARTA_JAR);
    retrofit().remove(folder.resolve("target"), folder.resolve("back"));
    assertThat(tree(folder.resolve("back"))).isEqualTo(tree(app));
  }

  @Test
  void folderWhenALinkLeadsOutThenRefused() throws IOException {
    Path app = unpacked(Wars.ordinary());
    Files.createSymbolicLink(app.resolve("inside.jsp"), Path.of("index.jsp"));
    retrofit().install(app, folder.resolve("first"), wishes());
    assertThat(folder.resolve("first/inside.jsp")).isSymbolicLink();
    Files.createSymbolicLink(app.resolve("etc"), Path.of("/etc"));
    assertThatThrownBy(() -> retrofit().install(app, folder.resolve("second"), wishes()))
        .isInstanceOf(CommandException.class)
        .hasMessageContaining("'etc' is a link");
    assertThat(folder.resolve("second")).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          6.0 plain | javax/servlet/Filter   | nothing              | javax
          2.5 plain | jakarta/servlet/Filter | nothing              | jakarta
          6.0 plain | nothing                | javax/servlet/Filter | jakarta
          2.5 plain | nothing                | jakarta/servlet/Filter | jakarta
          2.5 plain | nothing                | nothing              | javax
          no namespace plain | nothing       | nothing              | jakarta
          """)
  void generationWhenPlacesDisagreeThenTheFirstThatKnows(
      String descriptor, String own, String library, String expected) throws IOException {
    Map<String, String> files = new LinkedHashMap<>(Wars.ordinary());
    files.put(WebXml.NAME, new String(Descriptors.all().get(descriptor), StandardCharsets.UTF_8));
    files.put(Wars.CLASS, own);
    files.put("WEB-INF/lib/l.jar", Wars.nested(Map.of("org/example/L.class", library)));
    Wars.write(in, files);
    Retrofit.Report report = install();
    assertThat(report.lines()).anyMatch(line -> line.startsWith("jar: for " + expected + ","));
  }

  @Test
  void jarWhenTheOtherOneIsMissingThenRefusedByName() throws IOException {
    Wars.write(in, Wars.ordinary());
    Files.delete(folder.resolve("shelf/otp-filter-1.0-dropin-javax.jar"));
    refuses("otp-filter-1.0-dropin-javax.jar, which is not beside");
  }

  @Test
  void jarWhenNotADropInThenRefused() {
    Wars.write(in, Wars.ordinary());
    shelf = folder;
    refuses("not a drop-in jar");
  }

  @Test
  void warWhenRetrofittedAlreadyThenRefusedWithAdvice() throws IOException {
    Wars.write(in, Wars.ordinary());
    install();
    Path again = folder.resolve("again.war");
    assertThatThrownBy(() -> retrofit().install(out, again, wishes()))
        .isInstanceOf(CommandException.class)
        .hasMessageContaining("--remove");
    assertThat(again).doesNotExist();
  }

  @Test
  void warWhenItHoldsOurJarAndNoFilterThenRefused() throws IOException {
    Map<String, String> files = new LinkedHashMap<>(Wars.ordinary());
    files.put("WEB-INF/classes/" + Wars.OUR_CLASS, "x");
    Wars.write(in, files);
    refuses("holds otp-filter already");
  }

  @Test
  void warWhenSignedThenRefused() {
    Map<String, String> files = new LinkedHashMap<>(Wars.ordinary());
    files.put("META-INF/CERT.SF", "x");
    Wars.write(in, files);
    refuses("signed");
  }

  @Test
  void outputWhenItIsTheInputThenRefused() throws IOException {
    Wars.write(in, Wars.ordinary());
    byte[] before = Files.readAllBytes(in);
    for (Path same : List.of(in, folder.resolve("out/../app.war"), linked(in))) {
      out = same;
      refuses("the output is the input");
    }
    assertThat(in).hasBinaryContent(before);
  }

  private Path linked(Path file) throws IOException {
    return Files.createLink(folder.resolve("hard.war"), file);
  }

  @Test
  void outputWhenThereAlreadyAndSomethingIsWrongThenUntouched() throws IOException {
    Wars.write(in, Map.of("a.txt", "no WAR"));
    Files.move(in, folder.resolve("a.zip"));
    in = folder.resolve("a.zip");
    Files.writeString(out, "old");
    assertThatThrownBy(this::install).isInstanceOf(CommandException.class);
    assertThat(out).hasContent("old");
  }

  @Test
  void diffWhenSecretsAreSetThenNotPrinted() throws IOException {
    Wars.write(in, Wars.ordinary());
    Retrofit.Report report =
        retrofit()
            .install(
                in,
                out,
                new Wishes(
                    "remote-user",
                    List.of(),
                    List.of(
                        "jdbc-url=jdbc:h2:mem:x;PASSWORD=sesame-1",
                        "jdbc-password=sesame-2",
                        "secret-key=k1:" + SECRET),
                    Optional.empty()));
    assertThat(String.join("\n", report.lines())).doesNotContain("sesame", SECRET);
    assertThat(report.warnings()).anyMatch(w -> w.contains("OTP_JDBC_PASSWORD"));
    Retrofit.Report removed = retrofit().remove(out, folder.resolve("back.war"));
    assertThat(String.join("\n", removed.lines())).doesNotContain("sesame", SECRET);
  }

  private void refuses(String reason) {
    boolean there = Files.exists(out);
    assertThatThrownBy(this::install)
        .isInstanceOf(CommandException.class)
        .hasMessageContaining(reason);
    assertThat(Files.exists(out)).isEqualTo(there);
    assertThat(folder.toFile().list()).noneMatch(name -> name.startsWith(".otp"));
  }

  private Retrofit retrofit() {
    return new Retrofit(new JarShelf(shelf));
  }

  private Retrofit.Report install() throws IOException {
    return retrofit().install(in, out, wishes());
  }

  private static Wishes wishes() {
    return new Wishes(
        "remote-user", List.of("/login open", "/* verified"), List.of(), Optional.empty());
  }

  private Path unpacked(Map<String, String> files) throws IOException {
    Path app = Files.createDirectory(folder.resolve("app"));
    for (Map.Entry<String, String> file : files.entrySet()) {
      Path path = app.resolve(file.getKey());
      Files.createDirectories(file.getKey().endsWith("/") ? path : path.getParent());
      if (!file.getKey().endsWith("/")) {
        Files.writeString(path, file.getValue());
      }
    }
    return app;
  }

  private static Map<String, String> tree(Path root) throws IOException {
    Map<String, String> tree = new TreeMap<>();
    try (Stream<Path> walk = Files.walk(root)) {
      for (Path path : walk.filter(p -> !p.equals(root)).toList()) {
        tree.put(
            root.relativize(path).toString(),
            Files.isDirectory(path)
                ? "folder"
                : Files.getLastModifiedTime(path).toMillis()
                    + " "
                    + new String(Files.readAllBytes(path), StandardCharsets.ISO_8859_1));
      }
    }
    return tree;
  }

  /** Each entry with all that it has. */
  private static Map<String, String> entries(Path war) throws IOException {
    Map<String, String> entries = new LinkedHashMap<>();
    try (ZipFile zip = new ZipFile(war.toFile())) {
      for (ZipEntry entry : zip.stream().map(ZipEntry.class::cast).toList()) {
        byte[] content = zip.getInputStream(entry).readAllBytes();
        byte[] extra = entry.getExtra();
        entries.put(
            entry.getName(),
            String.join(
                "|",
                entry.getMethod() + "",
                entry.getLastModifiedTime() + "",
                entry.getComment() + "",
                entry.getName().equals(WebXml.NAME) || extra == null
                    ? ""
                    : java.util.HexFormat.of().formatHex(extra),
                new String(content, StandardCharsets.ISO_8859_1)));
      }
    }
    return entries;
  }
}
