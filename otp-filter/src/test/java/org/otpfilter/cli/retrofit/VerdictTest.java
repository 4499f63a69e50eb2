package org.otpfilter.cli.retrofit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.otpfilter.descriptor.Flavour;
import org.otpfilter.descriptor.TestWar;

/** Whether retrofit takes the jar that doctor then finds right. */
final class VerdictTest {

  private static final String JCP = "http://xmlns.jcp.org/xml/ns/javaee";
  private static final String JAKARTA = "https://jakarta.ee/xml/ns/jakartaee";

  @TempDir Path folder;

  record Subject(TestWar war, Flavour flavour) {}

  static List<Subject> subjects() {
    return List.of(
        new Subject(xml(JCP, "6.0", ""), Flavour.JAVAX),
        new Subject(xml(JAKARTA, "4.0", ""), Flavour.JAKARTA),
        new Subject(TestWar.withXml("<web-app version=\"3.0\"></web-app>"), Flavour.JAVAX),
        new Subject(TestWar.withXml("<web-app version=\"6.0\"></web-app>"), Flavour.JAKARTA),
        new Subject(
            xml(JCP, "4.0", "")
                .jar("a.jar", "", type(Flavour.JAKARTA, "A"), type(Flavour.JAKARTA, "B"))
                .jar("b.jar", "", type(Flavour.JAKARTA, "C"), type(Flavour.JAVAX, "D"))
                .jar("c.jar", "", type(Flavour.JAVAX, "E"))
                .jar("d.jar", "", type(Flavour.JAVAX, "F")),
            Flavour.JAVAX),
        new Subject(
            xml(JCP, "4.0", TestWar.filter("f", Flavour.JAVAX.word() + ".servlet.F", "/*"))
                .jar("a.jar", "", type(Flavour.JAKARTA, "A"))
                .jar("b.jar", "", type(Flavour.JAKARTA, "B"))
                .jar("f.jar", "", type(Flavour.JAVAX, "F")),
            Flavour.JAVAX));
  }

  private static TestWar xml(String namespace, String version, String body) {
    return TestWar.withXml(TestWar.webApp(namespace, version, body));
  }

  private static String type(Flavour flavour, String name) {
    return "package " + flavour.word() + ".servlet; public interface " + name + " {}";
  }

  @ParameterizedTest
  @MethodSource("subjects")
  void flavourWhenPlacesDisagreeThenDoctorSaysTheSame(Subject subject) throws IOException {
    Path shelf =
        Wars.shelf(Files.createDirectory(folder.resolve("s")), Flavour.JAKARTA, Flavour.JAVAX);
    List<String> lines =
        new Retrofit(new JarShelf(shelf))
            .install(
                subject.war().write(folder),
                folder.resolve("new.war"),
                new Wishes("remote-user", List.of(), List.of(), Optional.empty()))
            .lines();

    assertThat(lines)
        .anyMatch(line -> line.startsWith("jar: for " + subject.flavour().word() + ","));
    assertThat(subject.war().read(folder).flavour()).isEqualTo(subject.flavour());
  }
}
