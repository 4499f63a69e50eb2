package org.otpfilter.arch;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.GeneralCodingRules;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rules of the house: who may use whom, and what no class may do. */
final class HouseTest {

  private static final String BASE = "org.otpfilter";

  private static final String COMPOSITION =
      "org\\.otpfilter\\.(OtpFilter|Assembly|Surroundings)(\\$.*)?";

  private static final String CLOCK_OWNER = "org\\.otpfilter\\.(Assembly|Surroundings)(\\$.*)?";

  private static final JavaClasses HOUSE =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(BASE);

  /** Packages of the JDK that only some may use; everything else below {@code java} is free. */
  private static final Set<String> CONFINED = Set.of("java.sql", "javax.sql", "javax.crypto");

  /**
   * A row a package: what of the house it may use, then what of the world. A package that does not
   * exist yet passes; a package without a row fails {@link #everyPackageHasARow}.
   */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          oath      |                                               | javax.crypto
          secret    |                                               | javax.crypto
          policy    |                                               |
          user      | UserSource                                    | servlet
          device    | user oath secret throttle audit               |
          throttle  | user                                          | caffeine
          enrol     | device user oath secret throttle audit challenge |
          challenge | device user oath throttle audit secret        |
          mark      | user device                                   | servlet caffeine
          gate      | policy user mark                              |
          page      |                                               | mustache zxing
          audit     | user OtpListener OtpEvent                     | slf4j
          report    | user mark audit OtpListener OtpEvent          | slf4j
          jdbc      | device throttle user oath secret audit        | sql hikari flyway slf4j h2
          logging   |                                               | slf4j
          config    | policy user oath throttle secret enrol        |
          servlet   | root policy user device throttle enrol challenge mark gate page audit report oath secret descriptor | servlet slf4j
          descriptor | config policy                                | xml
          cli       | device user oath secret throttle enrol audit jdbc config policy descriptor page | picocli xml
          """)
  void packageUsesOnlyItsRow(String name, String house, String world) {
    String self = BASE + "." + name;
    List<DescribedPredicate<? super JavaClass>> allowed = new ArrayList<>();
    allowed.add(resideInAnyPackage(self + ".."));
    words(house).forEach(word -> allowed.add(houseMember(word)));
    words(world).forEach(word -> allowed.add(resideInAnyPackage(library(word))));
    classes()
        .that()
        .resideInAPackage(self + "..")
        .should()
        .onlyDependOnClassesThat(freeForAll().or(DescribedPredicate.or(allowed)))
        .allowEmptyShould(true)
        .check(HOUSE);
  }

  @Test
  void everyPackageHasARow() {
    Set<String> known =
        Set.of(
            "oath",
            "secret",
            "policy",
            "user",
            "device",
            "throttle",
            "enrol",
            "challenge",
            "mark",
            "gate",
            "page",
            "audit",
            "report",
            "jdbc",
            "logging",
            "config",
            "servlet",
            "descriptor",
            "cli");
    assertThat(HOUSE.stream().map(JavaClass::getPackageName).distinct())
        .allSatisfy(
            found ->
                assertThat(found.equals(BASE) || known.contains(found.split("\\.")[2]))
                    .as("row for %s", found)
                    .isTrue());
  }

  @Test
  void packagesFormNoCycle() {
    slices()
        .matching(BASE + ".(*)..")
        .should()
        .beFreeOfCycles()
        .allowEmptyShould(true)
        .check(HOUSE);
  }

  @Test
  void nothingDependsOnTheComposition() {
    noClasses()
        .that()
        .resideOutsideOfPackage(BASE)
        .should()
        .dependOnClassesThat()
        .haveNameMatching(COMPOSITION)
        .allowEmptyShould(true)
        .check(HOUSE);
  }

  @Test
  void librariesStayInTheirPackages() {
    confine("jakarta.servlet..", "", ".user..", ".mark..", ".servlet..");
    confine("java.sql..", "", ".jdbc..");
    confine("com.zaxxer..", ".jdbc..");
    confine("org.flywaydb..", ".jdbc..");
    confine("org.h2..", ".jdbc..");
    confine("com.github.benmanes.caffeine..", ".throttle..", ".mark..");
    confine("com.github.mustachejava..", ".page..");
    confine("com.google.zxing..", ".page..");
    confine("picocli..", ".cli..");
    confine("javax.crypto..", ".oath..", ".secret..");
    confine("javax.sql..", "", ".jdbc..");
    confine("org.slf4j..", "", ".audit..", ".report..", ".jdbc..", ".logging..", ".servlet..");
  }

  @Test
  void timeAndSurroundingsComeOnlyFromTheAssembly() {
    noClasses()
        .that()
        .haveNameNotMatching(CLOCK_OWNER)
        .should()
        .accessTargetWhere(ambient())
        .orShould()
        .dependOnClassesThat()
        .belongToAnyOf(Random.class, ThreadLocalRandom.class)
        .allowEmptyShould(true)
        .check(HOUSE);
  }

  @Test
  void secureRandomLivesOnlyInRandomness() {
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName(BASE + ".secret.Randomness")
        .should()
        .dependOnClassesThat(type(java.security.SecureRandom.class))
        .allowEmptyShould(true)
        .check(HOUSE);
  }

  @Test
  void classesAreClosed() {
    classes()
        .that()
        .areNotAnonymousClasses()
        .and()
        .areNotInterfaces()
        .and()
        .areNotEnums()
        .should(beFinalOrAbstractOrSealed())
        .allowEmptyShould(true)
        .check(HOUSE);
  }

  @Test
  void staticsAreFinal() {
    fields()
        .that()
        .areStatic()
        .and()
        .doNotHaveModifier(JavaModifier.SYNTHETIC)
        .should()
        .beFinal()
        .allowEmptyShould(true)
        .check(HOUSE);
    fields()
        .that()
        .haveRawType("org.slf4j.Logger")
        .should()
        .bePrivate()
        .andShould()
        .beStatic()
        .andShould()
        .beFinal()
        .allowEmptyShould(true)
        .check(HOUSE);
  }

  /** The drop-in jars are without the classes that Caffeine would load for these. */
  @Test
  void cachesAreOfThePlainKind() {
    Set<String> leftOut =
        Set.of(
            "weakKeys",
            "weakValues",
            "softValues",
            "recordStats",
            "removalListener",
            "evictionListener");
    noClasses()
        .should()
        .accessTargetWhere(
            DescribedPredicate.describe(
                "asks Caffeine for one of " + leftOut,
                access ->
                    access.getTargetOwner().getPackageName().startsWith("com.github.benmanes.")
                        && leftOut.contains(access.getTarget().getName())))
        .check(HOUSE);
  }

  @Test
  void nobodyButTheCommandLinePrints() {
    noClasses()
        .that()
        .resideOutsideOfPackage(BASE + ".cli..")
        .should(GeneralCodingRules.ACCESS_STANDARD_STREAMS)
        .allowEmptyShould(true)
        .check(HOUSE);
  }

  @Test
  void everyPackageIsNullMarked() {
    assertThat(HOUSE.stream().map(JavaClass::getPackage).distinct())
        .allSatisfy(
            found ->
                assertThat(found.isAnnotatedWith(NullMarked.class))
                    .as("@NullMarked on %s", found.getName())
                    .isTrue());
  }

  @Test
  void publicEdgeIsTheList() throws IOException {
    assertThat(edge().map(JavaClass::getName)).isSubsetOf(promised());
  }

  @Test
  void publicEdgeNamesOnlyTypesThatAHostHas() {
    assertThat(edge().flatMap(type -> type.getMethods().stream()).filter(HouseTest::isOpen))
        .allSatisfy(
            method ->
                assertThat(
                        Stream.concat(
                            Stream.of(method.getRawReturnType()),
                            method.getRawParameterTypes().stream()))
                    .as(method.getFullName())
                    .allMatch(
                        used ->
                            used.isPrimitive()
                                || used.getBaseComponentType().isPrimitive()
                                || resideInAnyPackage("java..", "jakarta.servlet..", BASE + "..")
                                    .test(used.getBaseComponentType())));
  }

  @Test
  void codesAreNeverNumbers() {
    noClasses()
        .that()
        .resideInAnyPackage(BASE + ".oath..", BASE + ".challenge..")
        .should()
        .callMethod(Integer.class, "parseInt", String.class)
        .orShould()
        .callMethod(Long.class, "parseLong", String.class)
        .orShould()
        .callMethod(Integer.class, "valueOf", String.class)
        .orShould()
        .callMethod(Long.class, "valueOf", String.class)
        .allowEmptyShould(true)
        .check(HOUSE);
  }

  private static void confine(String library, String... homes) {
    String[] packages = Stream.of(homes).map(home -> BASE + home).toArray(String[]::new);
    noClasses()
        .that()
        .resideOutsideOfPackages(packages)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(library)
        .allowEmptyShould(true)
        .check(HOUSE);
  }

  private static Stream<String> words(String cell) {
    return cell == null ? Stream.empty() : Stream.of(cell.trim().split(" +"));
  }

  private static DescribedPredicate<JavaClass> houseMember(String word) {
    if (word.equals("root")) {
      return resideInAnyPackage(BASE);
    }
    return Character.isUpperCase(word.charAt(0))
        ? DescribedPredicate.describe(
            word, used -> (used.getName() + "$").startsWith(BASE + "." + word + "$"))
        : resideInAnyPackage(BASE + "." + word + "..");
  }

  private static String[] library(String word) {
    return switch (word) {
      case "servlet" -> new String[] {"jakarta.servlet.."};
      case "xml" -> new String[] {"org.w3c.dom..", "org.xml.sax.."};
      case "sql" -> new String[] {"java.sql..", "javax.sql.."};
      case "hikari" -> new String[] {"com.zaxxer.hikari.."};
      case "h2" -> new String[] {"org.h2.."};
      case "flyway" -> new String[] {"org.flywaydb.."};
      case "caffeine" -> new String[] {"com.github.benmanes.caffeine.."};
      case "mustache" -> new String[] {"com.github.mustachejava.."};
      case "picocli" -> new String[] {"picocli.."};
      case "zxing" -> new String[] {"com.google.zxing.."};
      case "slf4j" -> new String[] {"org.slf4j.."};
      case "javax.crypto" -> new String[] {"javax.crypto.."};
      default -> throw new IllegalArgumentException("unknown library in the table: " + word);
    };
  }

  private static DescribedPredicate<JavaClass> freeForAll() {
    return DescribedPredicate.describe(
        "are of the JDK or JSpecify",
        used -> {
          JavaClass type = used.getBaseComponentType();
          String home = type.getPackageName();
          return type.isPrimitive()
              || home.startsWith("org.jspecify.")
              || (home.matches("javax?\\..*")
                  && CONFINED.stream().noneMatch(kept -> (home + ".").startsWith(kept + ".")));
        });
  }

  private static DescribedPredicate<JavaAccess<?>> ambient() {
    return DescribedPredicate.describe(
        "reads the clock, the environment or chance",
        access -> {
          AccessTarget target = access.getTarget();
          String name = target.getName();
          JavaClass owner = target.getOwner();
          return (owner.getPackageName().equals("java.time")
                  && (name.equals("now") || name.startsWith("system") || name.startsWith("tick")))
              || (owner.isEquivalentTo(System.class)
                  && Set.of("currentTimeMillis", "getenv", "getProperty", "getProperties")
                      .contains(name))
              || (owner.isEquivalentTo(Math.class) && name.equals("random"))
              || (owner.isEquivalentTo(UUID.class) && name.equals("randomUUID"));
        });
  }

  private static ArchCondition<JavaClass> beFinalOrAbstractOrSealed() {
    return new ArchCondition<>("be final, abstract or sealed") {
      @Override
      public void check(JavaClass item, ConditionEvents events) {
        boolean closed =
            item.getModifiers().contains(JavaModifier.FINAL)
                || item.getModifiers().contains(JavaModifier.ABSTRACT)
                || item.getModifiers().contains(JavaModifier.SYNTHETIC)
                || item.reflect().isSealed();
        events.add(new SimpleConditionEvent(item, closed, item.getName() + " can be extended"));
      }
    };
  }

  private static Stream<JavaClass> edge() {
    return HOUSE.stream()
        .filter(type -> type.getPackageName().equals(BASE))
        .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC));
  }

  private static boolean isOpen(JavaMethod method) {
    return !method.getModifiers().contains(JavaModifier.SYNTHETIC)
        && (method.getModifiers().contains(JavaModifier.PUBLIC)
            || method.getModifiers().contains(JavaModifier.PROTECTED));
  }

  private static Set<String> promised() throws IOException {
    try (var in = HouseTest.class.getResourceAsStream("/public-api.txt")) {
      Set<String> names = new TreeSet<>();
      new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .map(String::trim)
          .filter(line -> !line.isEmpty() && !line.startsWith("#"))
          .forEach(names::add);
      return names;
    }
  }
}
