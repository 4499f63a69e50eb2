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
  private static final String CANARY = "canary-of-the-protected-pages";
  private static final List<String> WAYS = List.of("forward", "include", "async");

  /** Asynchronous requests came with Servlet 3.0. */
  private static final List<String> OLD_WAYS = List.of("forward", "include");

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
      protects(container, own, SignIn.OWN, WAYS);
      protects(container, form, SignIn.FORM, WAYS);
      protects(container, old, SignIn.OWN, OLD_WAYS);
      protects(container, oldest, SignIn.FORM, OLD_WAYS);
    }
  }

  @Test
  void applicationWhenTomcatConvertsItThenProtectedToo() {
    War own = War.of("own", Descriptor.of(SignIn.OWN)).retrofitted().converted();
    try (Container container = Container.start(Model.TOMCAT_10, List.of(own))) {
      protects(container, own, SignIn.OWN, WAYS);
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

  private static void protects(
      Container container, War war, SignIn signIn, List<String> dispatches) {
    SecondFactor alice = new SecondFactor(container, war, signIn, "alice");
    alice.enrol();
    Visitor verified = alice.challenge();
    Visitor password = alice.anotherBrowser();
    for (String how : dispatches) {
      String path = "/open/dispatch?how=" + how + "&to=/secret/home";
      long before = password.served();
      assertThat(password.get(path).body()).as(how).doesNotContain(CANARY);
      assertThat(password.served()).isEqualTo(before);
      assertThat(verified.get(path).body()).as(how).contains(CANARY);
    }
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
