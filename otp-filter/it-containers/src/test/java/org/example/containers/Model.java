package org.example.containers;

import java.nio.file.Path;
import java.util.Locale;

/** The containers of the matrix; Jetty 12 counts once for each Jakarta EE environment. */
enum Model {
  TOMCAT_9("tomcat-9.0", "", Flavour.JAVAX),
  TOMCAT_10("tomcat-10.1", "", Flavour.JAKARTA),
  TOMCAT_11("tomcat-11.0", "", Flavour.JAKARTA),
  JETTY_9("jetty-9.4", "", Flavour.JAVAX),
  JETTY_10("jetty-10.0", "", Flavour.JAVAX),
  JETTY_11("jetty-11.0", "", Flavour.JAKARTA),
  JETTY_12_0_EE8("jetty-12.0", "ee8", Flavour.JAVAX),
  JETTY_12_0_EE9("jetty-12.0", "ee9", Flavour.JAKARTA),
  JETTY_12_0_EE10("jetty-12.0", "ee10", Flavour.JAKARTA),
  JETTY_12_1_EE8("jetty-12.1", "ee8", Flavour.JAVAX),
  JETTY_12_1_EE9("jetty-12.1", "ee9", Flavour.JAKARTA),
  JETTY_12_1_EE10("jetty-12.1", "ee10", Flavour.JAKARTA),
  JETTY_12_1_EE11("jetty-12.1", "ee11", Flavour.JAKARTA),
  UNDERTOW_2_2("undertow-2.2", "", Flavour.JAVAX),
  UNDERTOW_2_3("undertow-2.3", "", Flavour.JAKARTA);

  private final String distribution;
  private final String environment;
  private final Flavour flavour;

  Model(String distribution, String environment, Flavour flavour) {
    this.distribution = distribution;
    this.environment = environment;
    this.flavour = flavour;
  }

  Flavour flavour() {
    return flavour;
  }

  boolean isTomcat() {
    return distribution.startsWith("tomcat");
  }

  boolean isJetty() {
    return distribution.startsWith("jetty");
  }

  /**
   * Whether an application that is laid over a running one starts while that one still runs, and so
   * before it has let go of the embedded database.
   */
  boolean startsNewBeforeOld() {
    return distribution.equals("jetty-12.1");
  }

  /**
   * Whether threads of the container keep the context class loader of an application that was sent
   * bad requests, with and without the product in it.
   */
  boolean keepsWhatWasAttacked() {
    return this == JETTY_10 || this == JETTY_11;
  }

  /** The Jakarta EE environment of Jetty 12, empty elsewhere. */
  String environment() {
    return environment;
  }

  /** Where the unpacked distribution lies. */
  Path home() {
    return Kit.target().resolve("dist").resolve(System.getProperty("kit." + distribution));
  }

  /** A name for folders and reports. */
  String slug() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
