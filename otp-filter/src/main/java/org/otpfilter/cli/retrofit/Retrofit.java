package org.otpfilter.cli.retrofit;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.otpfilter.cli.CommandException;
import org.otpfilter.descriptor.BootLoader;

/**
 * Puts the product into a web application, or takes it out: reads the whole of it, decides, and
 * only then writes. It prints nothing; it returns what there is to say.
 */
final class Retrofit {

  private static final String LIB = "WEB-INF/lib";

  private final JarShelf shelf;

  Retrofit(JarShelf shelf) {
    this.shelf = shelf;
  }

  /**
   * What was done.
   *
   * @param lines the difference, and why it is so
   * @param warnings what the operator should look at
   */
  record Report(List<String> lines, List<String> warnings) {

    /** Copies the lists. */
    Report {
      lines = List.copyOf(lines);
      warnings = List.copyOf(warnings);
    }
  }

  /** Writes an application with the product in it. */
  Report install(Path in, Path out, Wishes wishes) throws IOException {
    try (Application application = Paths.open(in, out)) {
      Survey survey = Survey.of(application);
      refuseSigned(survey);
      Optional<WebXml> old = webXml(application);
      refuseInstalled(survey, old);
      Verdict verdict = Verdict.on(survey, old, shelf.runningFlavour());
      JarShelf.DropIn jar = shelf.jarFor(verdict.flavour());
      String jarName = LIB + "/" + jar.name();
      Targets.check(application, jarName);
      FilterSettings settings = FilterSettings.of(wishes, application, survey);
      WebXml before = old.orElseGet(() -> WebXml.of(NewWebXml.of(verdict.flavour())));
      Insertion insertion =
          Insertion.into(before, settings.initParams(), wishes.after(), words(application, old));
      application.write(
          out, new Changes().write(WebXml.NAME, insertion.bytes()).write(jarName, jar.content()));
      List<String> lines = new ArrayList<>();
      lines.add("+ " + jarName + " (" + jar.content().length + " bytes)");
      lines.addAll(difference(old, Optional.of(WebXml.of(insertion.bytes()))));
      lines.add("");
      lines.add("jar: for " + verdict.flavour().word() + ", since " + verdict.why());
      lines.add("filter '" + insertion.filterName() + "': " + insertion.position().why());
      List<String> warnings = warnings(verdict, before, settings, insertion);
      BootLoader.warning(application.files()).ifPresent(warnings::add);
      return new Report(lines, warnings);
    }
  }

  private static void refuseSigned(Survey survey) {
    if (!survey.signatures().isEmpty()) {
      throw new CommandException(
          "it is signed ("
              + EntryNames.shown(survey.signatures().get(0))
              + "), and a changed web.xml would break the signature; take the signature out, or have"
              + " it signed afterwards");
    }
  }

  private static void refuseInstalled(Survey survey, Optional<WebXml> webXml) {
    if (webXml.filter(WebXml::namesOurFilter).isPresent()) {
      throw new CommandException(
          "it has the filter already; to change it, edit web.xml, or run 'retrofit --remove' first");
    }
    if (!survey.ours().isEmpty()) {
      throw new CommandException(
          EntryNames.shown(survey.ours().get(0))
              + " holds otp-filter already, but web.xml does not name it; take that out first");
    }
  }

  private static Set<String> words(Application application, Optional<WebXml> old) {
    Set<String> words = new TreeSet<>();
    if (!application.hasFolder(LIB)) {
      words.add(Marks.NO_LIB);
    }
    if (old.isEmpty()) {
      words.add(Marks.NO_FILE);
    }
    return words;
  }

  private static List<String> warnings(
      Verdict verdict, WebXml before, FilterSettings settings, Insertion insertion) {
    List<String> warnings = new ArrayList<>(settings.warnings());
    if (!verdict.told()) {
      warnings.add(
          "nothing in the application tells javax from jakarta, so it gets the jar that runs; for a"
              + " container of the other kind run otp-filter-VERSION"
              + verdict.flavour().other().jarSuffix());
    }
    warnings.addAll(insertion.position().warnings());
    if (!before.grammar().async()) {
      warnings.add(
          "a web.xml of version "
              + before.grammar().version()
              + " cannot name all dispatcher types; the filter adds the others when it starts, and"
              + " the log says so. If it does not, raise the version to 3.0 or later");
    }
    return warnings;
  }

  /** Writes an application without what {@link #install} put in. */
  Report remove(Path in, Path out) throws IOException {
    try (Application application = Paths.open(in, out)) {
      Survey survey = Survey.of(application);
      refuseSigned(survey);
      WebXml before =
          webXml(application)
              .orElseThrow(
                  () -> new CommandException("it was not retrofitted: it has no " + WebXml.NAME));
      Removal removal = Removal.from(before);
      Changes changes = new Changes();
      List<String> lines = new ArrayList<>();
      for (String jar : survey.ours()) {
        changes.drop(jar);
        lines.add("- " + EntryNames.shown(jar));
      }
      removal.bytes().ifPresent(bytes -> changes.write(WebXml.NAME, bytes));
      if (removal.bytes().isEmpty()) {
        changes.drop(WebXml.NAME);
      }
      if (removal.words().contains(Marks.NO_LIB)
          && application.files().stream().noneMatch(f -> staysInLib(f, changes))) {
        changes.drop(LIB);
      }
      application.write(out, changes);
      lines.addAll(difference(Optional.of(before), removal.bytes().map(WebXml::of)));
      return new Report(lines, List.of());
    }
  }

  private static boolean staysInLib(String file, Changes changes) {
    return file.startsWith(LIB + "/") && !changes.drops(file);
  }

  private static Optional<WebXml> webXml(Application application) throws IOException {
    if (!application.files().contains(WebXml.NAME)) {
      return Optional.empty();
    }
    try (InputStream in = application.open(WebXml.NAME)) {
      return Optional.of(WebXml.of(in.readNBytes(XmlText.LONGEST + 1)));
    }
  }

  private static List<String> difference(Optional<WebXml> before, Optional<WebXml> after) {
    List<String> lines = new ArrayList<>();
    lines.add("--- " + before.map(b -> "a/" + WebXml.NAME).orElse("/dev/null"));
    lines.add("+++ " + after.map(a -> "b/" + WebXml.NAME).orElse("/dev/null"));
    lines.addAll(
        LineDiff.of(before.map(Masked::text).orElse(""), after.map(Masked::text).orElse("")));
    return lines;
  }
}
