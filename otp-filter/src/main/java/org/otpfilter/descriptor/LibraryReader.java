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
   * @param most how many bytes it may hold unpacked
   * @return how many it holds
   * @throws IOException if it is broken, or holds more
   */
  long read(InputStream jar, long most) throws IOException {
    long bytes = 0;
    ZipInputStream zip = new ZipInputStream(jar, StandardCharsets.UTF_8);
    for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
      byte[] content = zip.readNBytes(LONGEST);
      bytes += content.length + rest(zip, most - bytes - content.length);
      if (!entry.isDirectory()) {
        take(entry.getName(), content);
      }
    }
    if (bytes == 0) {
      throw new ZipException("is no jar");
    }
    return bytes;
  }

  private long rest(InputStream in, long most) throws IOException {
    byte[] buffer = new byte[1 << 16];
    long bytes = 0;
    for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
      bytes += read;
      if (bytes > most) {
        throw new UnreadableAppException("WEB-INF/lib holds more than 2 GiB when unpacked");
      }
    }
    if (most < 0) {
      throw new UnreadableAppException("WEB-INF/lib holds more than 2 GiB when unpacked");
    }
    return bytes;
  }

  private void take(String entry, byte[] content) throws IOException {
    if (entry.equals(FRAGMENT)) {
      fragment = WebXml.read(new ByteArrayInputStream(content), name + "!/" + FRAGMENT);
    } else if (entry.startsWith(RESOURCES)) {
      resources.add(entry.substring(RESOURCES.length()));
    } else if (providers.contains(entry)) {
      initializer = true;
    } else if (entry.startsWith("META-INF/maven/") && entry.endsWith("/pom.properties")) {
      artifact(content);
    } else if (entry.endsWith(".class") && !entry.startsWith("META-INF/")) {
      takeClass(entry, content);
    }
    shaded |= entry.startsWith(SHADED);
  }

  private void takeClass(String entry, byte[] content) {
    try {
      ClassFile file = ClassFile.read(content);
      uses.addAll(annotated.add(file));
      if (entry.equals(OURS)) {
        ours = file;
      }
    } catch (IOException e) {
      broken++;
    }
  }

  private void artifact(byte[] content) throws IOException {
    Properties pom = new Properties();
    pom.load(new ByteArrayInputStream(content));
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
