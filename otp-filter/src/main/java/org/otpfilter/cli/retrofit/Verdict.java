package org.otpfilter.cli.retrofit;

import java.util.Optional;
import java.util.stream.Stream;
import org.otpfilter.descriptor.Flavour;

/**
 * Which Servlet API an application is of, and what told. The application's own classes say it best,
 * since containers take old descriptors in new applications, and libraries may speak both.
 *
 * @param flavour the API
 * @param why what told, for the operator
 */
record Verdict(Flavour flavour, String why) {

  private static final String NOTHING = "nothing in it tells";

  static Verdict on(Survey survey, Optional<WebXml> webXml, Optional<Flavour> running) {
    Optional<Flavour> descriptor = webXml.flatMap(read -> read.grammar().flavour());
    String version = webXml.map(read -> read.grammar().version()).orElse("");
    return survey
        .ownFlavour()
        .map(found -> new Verdict(found, "the application's own classes use it"))
        .or(
            () ->
                webXml
                    .flatMap(read -> survey.flavourOf(namedBy(read)))
                    .map(found -> new Verdict(found, "the classes that web.xml names use it")))
        .or(
            () ->
                descriptor
                    .filter(said -> said == Flavour.JAKARTA)
                    .map(said -> new Verdict(said, "web.xml is of version " + version)))
        .or(
            () ->
                survey
                    .libraryFlavour()
                    .map(found -> new Verdict(found, "the libraries in WEB-INF/lib use it")))
        .or(() -> descriptor.map(said -> new Verdict(said, "web.xml is of version " + version)))
        .or(() -> running.map(own -> new Verdict(own, NOTHING)))
        .orElse(new Verdict(Flavour.JAKARTA, NOTHING));
  }

  private static Stream<String> namedBy(WebXml webXml) {
    return webXml.root().children().stream()
        .flatMap(
            child ->
                Stream.of("filter-class", "servlet-class", "listener-class").map(child::textOf));
  }

  /** Whether anything in the application told. */
  boolean told() {
    return !why.equals(NOTHING);
  }
}
