package org.otpfilter.dropin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is in the drop-in jars, and what is not. */
final class DropinJarIT {
  private static final int MOST_BYTES = 6_000_000;
  private static final String SHADED = "org/otpfilter/shaded/";

  /** Names of the bundled libraries as their makers gave them. */
  private static final Pattern LIBRARY =
      Pattern.compile(
          "(?<!shaded[./])(?:com[./]zaxxer|org[./]flywaydb|com[./]github[./]benmanes"
              + "|com[./]google[./]zxing|com[./]github[./]mustachejava|org[./]slf4j|org[./]h2"
              + "|(?<![\\w./])picocli)[./]\\w");

  /** Nobody loads these: sentences, addresses, and variables of picocli. */
  private static final Pattern HARMLESS = Pattern.compile(".* .*|https?://.*|\\$\\{.*}");

  @ParameterizedTest
  @EnumSource
  void jarWhenBuiltThenSmallEnough(DropinJar jar) throws IOException {
    assertThat(jar.size()).isLessThanOrEqualTo(MOST_BYTES);
  }

  @ParameterizedTest
  @EnumSource
  void entriesWhenListedThenOursOrMetaInf(DropinJar jar) throws IOException {
    assertThat(jar.entries().keySet())
        .allMatch(name -> name.startsWith("org/otpfilter/") || name.startsWith("META-INF/"))
        .contains(
            "org/otpfilter/OtpFilter.class",
            "org/otpfilter/sql/h2/V1__schema.sql",
            "org/otpfilter/shaded/h2/res/_messages_en.prop");
    assertThat(jar.entries().keySet().stream().filter(name -> name.startsWith("META-INF/")))
        .containsExactlyInAnyOrder(
            "META-INF/MANIFEST.MF",
            "META-INF/LICENSE",
            "META-INF/services/org.otpfilter.shaded.flyway.core.extensibility.Plugin",
            "META-INF/services/org.otpfilter.shaded.slf4j.spi.SLF4JServiceProvider");
  }

  @ParameterizedTest
  @EnumSource
  void classesWhenReadThenNoLibraryUnderItsOldName(DropinJar jar) throws IOException {
    assertThat(texts(jar.path(), LIBRARY)).filteredOn(DropinJarIT::matters).isEmpty();
    assertThat(texts(DropinJar.thin(), LIBRARY)).filteredOn(DropinJarIT::matters).isNotEmpty();
  }

  @Test
  void javaxJarWhenReadThenNothingSaysTheOtherName() throws IOException {
    Pattern other = Pattern.compile("jakarta[./]servlet");
    assertThat(texts(DropinJar.JAVAX.path(), other)).isEmpty();
    assertThat(DropinJar.JAVAX.entries())
        .allSatisfy(
            (name, content) -> {
              assertThat(name).doesNotContainPattern(other);
              if (!name.endsWith(".class")) {
                assertThat(new String(content, StandardCharsets.ISO_8859_1))
                    .doesNotContainPattern(other);
              }
            });
    assertThat(texts(DropinJar.JAKARTA.path(), other)).isNotEmpty();
  }

  /** A class that was left out may be missed only by the few that say so below. */
  @ParameterizedTest
  @EnumSource
  void classesWhenLinkedThenNoneIsMissing(DropinJar jar) throws IOException {
    Map<String, byte[]> entries = jar.entries();
    Map<String, Set<String>> missing = new TreeMap<>();
    for (String name : classNames(entries)) {
      for (String used : ClassConstants.of(entries.get(name)).classes()) {
        if (used.startsWith("org/otpfilter/") && !entries.containsKey(used + ".class")) {
          missing.computeIfAbsent(used.replace(SHADED, ""), key -> new TreeSet<>()).add(name);
        }
      }
    }
    assertThat(missing.keySet())
        .allMatch(
            used ->
                used.matches("h2/(Driver|server/(pg/PgServer|web/WebServer))")
                    || used.matches("zxing/(aztec|datamatrix|maxicode|oned|pdf417)/.*")
                    || used.equals("zxing/qrcode/detector/Detector"));
  }

  @ParameterizedTest
  @EnumSource
  void servicesWhenReadThenEachProviderIsThere(DropinJar jar) throws IOException {
    Map<String, byte[]> entries = jar.entries();
    List<String> providers = new ArrayList<>();
    for (String name : entries.keySet()) {
      if (name.startsWith("META-INF/services/")) {
        jar.text(name).lines().filter(line -> !line.matches("#.*|")).forEach(providers::add);
      }
    }
    assertThat(providers)
        .contains("org.otpfilter.logging.HostLogging")
        .allMatch(provider -> entries.containsKey(provider.replace('.', '/') + ".class"));
  }

  @ParameterizedTest
  @EnumSource
  void manifestWhenReadThenNamesTheCommandLine(DropinJar jar) throws IOException {
    try (JarFile file = new JarFile(jar.path().toFile())) {
      var manifest = file.getManifest().getMainAttributes();
      assertThat(manifest.getValue("Main-Class")).isEqualTo("org.otpfilter.cli.Main");
      assertThat(file.getEntry("org/otpfilter/cli/Main.class")).isNotNull();
      assertThat(manifest.getValue("Implementation-Version")).isNotBlank();
      assertThat(file.isMultiRelease()).isFalse();
    }
  }

  @ParameterizedTest
  @EnumSource
  void licencesWhenReadThenNameEveryLibrary(DropinJar jar) throws IOException {
    String licences = jar.text("META-INF/LICENSE");
    Set<String> libraries =
        jar.entries().keySet().stream()
            .filter(name -> name.startsWith(SHADED))
            .map(name -> name.replaceFirst("^(" + SHADED + "[^/]*)/.*", "$1"))
            .collect(Collectors.toSet());
    assertThat(libraries).hasSizeGreaterThanOrEqualTo(7);
    assertThat(libraries)
        .allSatisfy(
            library ->
                assertThat(licences)
                    .containsPattern("Licence: .+, text \\d\\s+In this jar: " + library + "\\s"));
    assertThat(licences)
        .contains("Apache License\n", "Version 2.0, January 2004", "END OF TERMS AND CONDITIONS")
        .contains("Permission is hereby granted, free  of charge", "QOS.ch")
        .contains("Mozilla Public License Version 2.0", "Exhibit B")
        .doesNotContain("${");
  }

  @Test
  void flavoursWhenComparedThenHoldTheSameEntries() throws IOException {
    assertThat(DropinJar.JAVAX.entries().keySet()).isEqualTo(DropinJar.JAKARTA.entries().keySet());
  }

  @Test
  void thinJarWhenListedThenHasNoLibraryAndTakesNoLoggingOver() throws IOException {
    assertThat(DropinJar.entries(DropinJar.thin()).keySet())
        .noneMatch(name -> name.startsWith(SHADED) || name.startsWith("META-INF/services/"));
  }

  /** The texts of the classes in which the pattern is found, by class. */
  private static List<Map.Entry<String, String>> texts(Path jar, Pattern searched)
      throws IOException {
    Map<String, byte[]> entries = DropinJar.entries(jar);
    List<Map.Entry<String, String>> found = new ArrayList<>();
    for (String name : classNames(entries)) {
      ClassConstants.of(entries.get(name)).texts().stream()
          .filter(text -> searched.matcher(text).find())
          .forEach(text -> found.add(Map.entry(name, text)));
    }
    return found;
  }

  private static boolean matters(Map.Entry<String, String> text) {
    return !HARMLESS.matcher(text.getValue()).matches();
  }

  private static List<String> classNames(Map<String, byte[]> entries) {
    return entries.keySet().stream().filter(name -> name.endsWith(".class")).toList();
  }
}
