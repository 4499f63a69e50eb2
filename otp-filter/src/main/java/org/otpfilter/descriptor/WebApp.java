package org.otpfilter.descriptor;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/**
 * A web application as its files describe it. Nothing of it was loaded or run.
 *
 * @param name of the file or folder
 * @param webXml its deployment descriptor, if it has one
 * @param merged the deployment descriptor, the fragments and the annotations in one, as the
 *     container takes them
 * @param flavour the Servlet API that it is written for
 * @param sure whether anything in it says so
 * @param sockets WebSocket endpoints that are annotated: class and path
 * @param libraries the jars of {@code WEB-INF/lib}
 * @param files the names of all files, or of those that are known
 * @param ownSettings {@code WEB-INF/otp.properties}, or null
 * @param initializers what registers filters and servlets by code, and so out of sight
 * @param notes what was seen on the way and deserves a word
 */
public record WebApp(
    String name,
    Optional<Descriptor> webXml,
    Descriptor merged,
    Flavour flavour,
    boolean sure,
    Map<String, String> sockets,
    List<Library> libraries,
    SortedSet<String> files,
    @Nullable Properties ownSettings,
    Set<String> initializers,
    List<Finding> notes) {

  /** What {@code web.xml} names. */
  public static final String FILTER_CLASS = "org.otpfilter.OtpFilter";

  /** Where its own settings file is. */
  public static final String SETTINGS_FILE = "WEB-INF/otp.properties";

  /** Where the deployment descriptor is. */
  public static final String WEB_XML = "WEB-INF/web.xml";

  /** Copies. */
  public WebApp {
    sockets = Map.copyOf(sockets);
    libraries = List.copyOf(libraries);
    initializers = Set.copyOf(initializers);
    notes = List.copyOf(notes);
  }

  /** The same with another view of what is declared. */
  WebApp with(Descriptor other) {
    return new WebApp(
        name,
        webXml,
        other,
        flavour,
        sure,
        sockets,
        libraries,
        files,
        ownSettings,
        initializers,
        notes);
  }

  /** This product's filter, if it is declared. */
  public Optional<FilterDef> filter() {
    return merged.filters().stream().filter(f -> f.className().equals(FILTER_CLASS)).findFirst();
  }

  /** Whether the filter is declared and mapped. */
  public boolean installed() {
    return filter()
        .map(f -> merged.mappings().stream().anyMatch(m -> m.filter().equals(f.name())))
        .orElse(false);
  }

  /** The version of {@code web.xml}, if it says one. */
  public Optional<String> webXmlVersion() {
    return webXml.map(d -> d.header().version());
  }
}
