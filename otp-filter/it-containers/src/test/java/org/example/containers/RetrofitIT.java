package org.example.containers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An application gets the second factor by one command and nothing else. */
@Tag("retrofit")
final class RetrofitIT {

  @BeforeAll
  static void authenticator() {
    Authenticator.assumeInstalled();
  }

  @ParameterizedTest
  @EnumSource(names = {"TOMCAT_9", "TOMCAT_10", "TOMCAT_11", "JETTY_9", "JETTY_12_1_EE10"})
  void applicationWhenRetrofittedThenStartsAndIsProtected(Model model) {
    War own = War.of("own", Descriptor.of(SignIn.OWN)).retrofitted();
    War form = War.of("form", Descriptor.of(SignIn.FORM)).retrofitted();
    War old = War.of("old", Descriptor.of(SignIn.OWN).version("2.5")).retrofitted();
    War oldest = War.of("oldest", Descriptor.of(SignIn.FORM).version("2.3")).retrofitted();
    try (Container container = Container.start(model, List.of(own, form, old, oldest))) {
      protects(container, own, SignIn.OWN);
      protects(container, form, SignIn.FORM);
      protects(container, old, SignIn.OWN);
      protects(container, oldest, SignIn.FORM);
    }
  }

  @Test
  void applicationWhenTomcatConvertsItThenProtectedToo() {
    War own = War.of("own", Descriptor.of(SignIn.OWN)).retrofitted().converted();
    try (Container container = Container.start(Model.TOMCAT_10, List.of(own))) {
      protects(container, own, SignIn.OWN);
    }
  }

  @Test
  void applicationWhenProductIsTakenOutThenAsItWas() throws IOException {
    try (Container container = Container.start(Model.TOMCAT_9, List.of())) {
      Path folder = container.base().resolve("wars");
      Path retrofitted =
          War.of("own", Descriptor.of(SignIn.OWN)).retrofitted().pack(Flavour.JAVAX, folder);
      Path restored = Retrofit.remove(retrofitted, folder.resolve("restored.war"));
      assertThat(content(restored)).isEqualTo(content(folder.resolve("own.plain.war")));
    }
  }

  private static void protects(Container container, War war, SignIn signIn) {
    SecondFactor alice = new SecondFactor(container, war, signIn, "alice");
    alice.enrol();
    alice.challenge();
    Visitor password = alice.anotherBrowser();
    long before = password.served();
    for (String how : List.of("forward", "include", "async")) {
      String body = password.get("/open/dispatch?how=" + how + "&to=/secret/home").body();
      assertThat(body).as(how).doesNotContain("canary-of-the-protected-pages");
    }
    assertThat(password.served()).isEqualTo(before);
  }

  private static Map<String, String> content(Path war) throws IOException {
    Map<String, String> content = new TreeMap<>();
    try (ZipFile zip = new ZipFile(war.toFile())) {
      for (ZipEntry entry : new ArrayList<>(zip.stream().toList())) {
        content.put(
            entry.getName(),
            entry.getTime()
                + " "
                + entry.getCrc()
                + " "
                + new String(
                    zip.getInputStream(entry).readAllBytes(),
                    java.nio.charset.StandardCharsets.ISO_8859_1));
      }
    }
    return content;
  }
}
