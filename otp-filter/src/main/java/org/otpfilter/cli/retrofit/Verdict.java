package org.otpfilter.cli.retrofit;

import java.util.Optional;

/**
 * Which Servlet API an application is of, and what told. The application's own classes say it best,
 * since containers take old descriptors in new applications, and libraries may speak both.
 *
 * @param generation the API
 * @param why what told, for the operator
 */
record Verdict(Generation generation, String why) {

  private static final String NOTHING = "nothing in it tells";

  static Verdict on(Survey survey, Optional<WebXml> webXml, Optional<Generation> running) {
    Optional<Generation> descriptor = webXml.flatMap(read -> read.grammar().generation());
    String version = webXml.map(read -> read.grammar().version()).orElse("");
    return survey
        .ownGeneration()
        .map(found -> new Verdict(found, "the application's own classes use it"))
        .or(
            () ->
                descriptor
                    .filter(said -> said == Generation.JAKARTA)
                    .map(said -> new Verdict(said, "web.xml is of version " + version)))
        .or(
            () ->
                survey
                    .libraryGeneration()
                    .map(found -> new Verdict(found, "the libraries in WEB-INF/lib use it")))
        .or(() -> descriptor.map(said -> new Verdict(said, "web.xml is of version " + version)))
        .or(() -> running.map(own -> new Verdict(own, NOTHING)))
        .orElse(new Verdict(Generation.JAKARTA, NOTHING));
  }

  /** Whether anything in the application told. */
  boolean told() {
    return !why.equals(NOTHING);
  }
}
