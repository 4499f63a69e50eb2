package org.otpfilter.descriptor;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads one jar of {@code WEB-INF/lib} from a stream. It unpacks nothing to disk, and passes over
 * what is longer than {@link #LONGEST}.
 */
final class LibraryReader {

  /** More than any class or descriptor of a real application has. */
  static final int LONGEST = 8 << 20;

  private static final String OURS = "org/otpfilter/OtpFilter.class";
  private static final String SHADED = "org/otpfilter/shaded/";
  private static final String RESOURCES = "META-INF/resources/";
  private static final String FRAGMENT = "META-INF/web-fragment.xml";

  private final String name;
  private final Annotated annotated = new Annotated();
  private final Set<Flavour> uses = EnumSet.noneOf(Flavour.class);
  private final Map<String, String> artifacts = new HashMap<>();
  private final Set<String> resources = new HashSet<>();
  private final Set<String> providers = new HashSet<>();
  private @Nullable Descriptor fragment;
  private @Nullable ClassFile ours;
  private boolean shaded;
  private int broken;
  private boolean initializer;

  /** With the name of the jar. */
  LibraryReader(String name) {
    this.name = name;
    for (Flavour flavour : Flavour.values()) {
      providers.add(
          "META-INF/services/" + flavour.word() + ".servlet." + "ServletContainerInitializer");
    }
  }

  /**
   * Reads the jar.
   *
   * @param budget how much it may hold
   * @throws IOException if it is broken
   */
  void read(InputStream jar, ReadingBudget budget) throws IOException {
    boolean empty = true;
    // names that no flag calls UTF-8 may be in any code page, and must not end the reading
    ZipInputStream zip = new ZipInputStream(jar, StandardCharsets.ISO_8859_1);
    for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
      byte[] content = zip.readNBytes(LONGEST);
      empty &= content.length == 0;
      budget.takeBytes(content.length);
      if (content.length == LONGEST) {
        passOver(zip, budget);
      }
      if (!entry.isDirectory()) {
        take(entry.getName(), content, budget);
      }
    }
    if (empty) {
      throw new ZipException("is no jar");
    }
  }

  private static void passOver(InputStream in, ReadingBudget budget) throws IOException {
    byte[] buffer = new byte[1 << 16];
    for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
      budget.takeBytes(read);
    }
  }

  private void take(String entry, byte[] content, ReadingBudget budget) throws IOException {
    if (entry.equals(FRAGMENT)) {
      fragment = WebXml.read(new ByteArrayInputStream(content), name + "!/" + FRAGMENT);
    } else if (entry.startsWith(RESOURCES)) {
      budget.keepName(entry);
      resources.add(entry.substring(RESOURCES.length()));
    } else if (providers.contains(entry)) {
      initializer = true;
    } else if (entry.startsWith("META-INF/maven/") && entry.endsWith("/pom.properties")) {
      artifact(content);
    } else if (entry.endsWith(".class") && !entry.startsWith("META-INF/")) {
      takeClass(entry, content, budget);
    }
    shaded |= entry.startsWith(SHADED);
  }

  private void takeClass(String entry, byte[] content, ReadingBudget budget) {
    try {
      ClassFile file = ClassFile.read(content);
      uses.addAll(annotated.add(file, budget));
      if (entry.equals(OURS)) {
        ours = file;
      }
    } catch (IOException e) {
      broken++;
    }
  }

  private void artifact(byte[] content) throws IOException {
    Properties pom = new Properties();
    try {
      pom.load(new ByteArrayInputStream(content));
    } catch (IllegalArgumentException e) {
      // another tool's file, and only a hint; an entry that is none tells nothing
      return;
    }
    artifacts.put(pom.getProperty("artifactId", ""), pom.getProperty("version", ""));
  }

  /** What it is; {@link #read} must have been called. */
  Library library() {
    return new Library(
        name,
        uses,
        artifacts,
        initializer,
        Optional.ofNullable(ours).map(file -> new Library.Product(flavour(file), shaded)));
  }

  /** The Servlet API that this product's filter implements, or null. */
  static @Nullable Flavour flavour(ClassFile filter) {
    for (Flavour flavour : Flavour.values()) {
      if (filter.parents().contains(flavour.servletType("Filter"))) {
        return flavour;
      }
    }
    return null;
  }

  /** What it declares by annotations. */
  Annotated annotated() {
    return annotated;
  }

  /** Its fragment. */
  Optional<Descriptor> fragment() {
    return Optional.ofNullable(fragment);
  }

  /** How many classes could not be read. */
  int broken() {
    return broken;
  }

  /** Files that it adds to the application. */
  Set<String> resources() {
    return resources;
  }
}
