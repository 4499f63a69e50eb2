package org.otpfilter.cli.retrofit;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import org.otpfilter.cli.CommandException;
import org.otpfilter.descriptor.Flavour;

/**
 * What an application holds, read once from end to end: which Servlet API its classes use, and
 * whether this product is in it. Reading also finds what is damaged or larger than may be.
 */
final class Survey {

  /** What is longer is no class that anybody has compiled. */
  private static final int LONGEST_CLASS = 4 << 20;

  /** Characters of class names; a million classes with ordinary names. */
  private static final int MOST_NAMES = 100 << 20;

  private static final String CLASSES = "WEB-INF/classes/";
  private static final String OUR_CLASS = WebXml.FILTER_CLASS.replace('.', '/') + ".class";
  private static final Pattern LIBRARY = Pattern.compile("WEB-INF/lib/[^/]+\\.jar");
  private static final Pattern SIGNATURE =
      Pattern.compile("META-INF/[^/]+\\.(?:SF|RSA|DSA|EC)", Pattern.CASE_INSENSITIVE);

  private final Map<Flavour, Integer> ownUses = new EnumMap<>(Flavour.class);
  private final Map<Flavour, Integer> libraryUses = new EnumMap<>(Flavour.class);
  private final Map<String, Flavour> inLibraries = new HashMap<>();
  private final Set<String> classes = new TreeSet<>();
  private final List<String> ours = new ArrayList<>();
  private final List<String> signatures = new ArrayList<>();
  private int names = MOST_NAMES;
  private final AtomicLong unpacked = new AtomicLong();
  private final AtomicLong unpackedLibraries = new AtomicLong();

  private Survey() {}

  static Survey of(Application application) throws IOException {
    Survey survey = new Survey();
    for (String file : application.files()) {
      if (SIGNATURE.matcher(file).matches()) {
        survey.signatures.add(file);
      }
      try (InputStream in = new Counted(application.open(file), survey.unpacked)) {
        survey.look(file, in);
        in.transferTo(OutputStream.nullOutputStream());
      }
    }
    return survey;
  }

  private void keepClass(String name) {
    // an entry of the set costs more than its characters
    names -= name.length() + 32;
    if (names < 0) {
      throw new CommandException("it holds more classes than any application");
    }
    classes.add(name);
  }

  private void look(String file, InputStream in) throws IOException {
    if (file.startsWith(CLASSES) && file.endsWith(".class")) {
      String name = file.substring(CLASSES.length());
      keepClass(name);
      if (name.equals(OUR_CLASS)) {
        ours.add(file);
      }
      count(in.readNBytes(LONGEST_CLASS), ownUses);
    } else if (LIBRARY.matcher(file).matches()) {
      lookInto(file, in);
    }
  }

  private void lookInto(String jar, InputStream in) throws IOException {
    // not closed: the caller reads what is left
    ZipInputStream entries = new ZipInputStream(in, StandardCharsets.ISO_8859_1);
    Map<Flavour, Integer> uses = new EnumMap<>(Flavour.class);
    try {
      ZipEntry entry = entries.getNextEntry();
      while (entry != null) {
        if (entry.getName().endsWith(".class")) {
          keepClass(entry.getName());
          if (entry.getName().equals(OUR_CLASS)) {
            ours.add(jar);
          }
          noteLibrary(
              entry.getName(),
              new Counted(entries, unpackedLibraries).readNBytes(LONGEST_CLASS),
              uses);
        }
        new Counted(entries, unpackedLibraries).transferTo(OutputStream.nullOutputStream());
        entry = entries.getNextEntry();
      }
    } catch (ZipException | EOFException | IllegalArgumentException e) {
      // a library that is no jar is the application's affair; it is copied as it is
      uses.clear();
    }
    // many libraries serve both APIs, and then say nothing
    if (uses.size() == 1) {
      libraryUses.merge(uses.keySet().iterator().next(), 1, Integer::sum);
    }
  }

  private void noteLibrary(String entry, byte[] classFile, Map<Flavour, Integer> uses) {
    if (entry.startsWith("META-INF/")) {
      return;
    }
    Map<Flavour, Integer> own = new EnumMap<>(Flavour.class);
    count(classFile, own);
    own.keySet().forEach(flavour -> inLibraries.put(entry, flavour));
    own.keySet().forEach(flavour -> uses.merge(flavour, 1, Integer::sum));
  }

  private static void count(byte[] classFile, Map<Flavour, Integer> uses) {
    String text = new String(classFile, StandardCharsets.ISO_8859_1);
    for (Flavour flavour : Flavour.values()) {
      if (text.contains(flavour.servletFolder())) {
        uses.merge(flavour, 1, Integer::sum);
      }
    }
  }

  /** The API that most classes of the application itself use; nothing if they are even. */
  Optional<Flavour> ownFlavour() {
    return more(ownUses);
  }

  /** The API that most of these classes use, as far as libraries hold them. */
  Optional<Flavour> flavourOf(Stream<String> classNames) {
    Map<Flavour, Integer> uses = new EnumMap<>(Flavour.class);
    classNames
        .map(name -> inLibraries.get(name.replace('.', '/') + ".class"))
        .filter(Objects::nonNull)
        .forEach(flavour -> uses.merge(flavour, 1, Integer::sum));
    return more(uses);
  }

  /** The API that most of its libraries use, of those that use one; nothing if they are even. */
  Optional<Flavour> libraryFlavour() {
    return more(libraryUses);
  }

  private static Optional<Flavour> more(Map<Flavour, Integer> uses) {
    int javax = uses.getOrDefault(Flavour.JAVAX, 0);
    int jakarta = uses.getOrDefault(Flavour.JAKARTA, 0);
    return javax == jakarta
        ? Optional.empty()
        : Optional.of(javax > jakarta ? Flavour.JAVAX : Flavour.JAKARTA);
  }

  /** Whether the application brings a class, in its folder or in a library. */
  boolean hasClass(String className) {
    return classes.contains(className.replace('.', '/') + ".class");
  }

  /** The files that hold this product. */
  List<String> ours() {
    return List.copyOf(ours);
  }

  /** The files that sign the application. */
  List<String> signatures() {
    return List.copyOf(signatures);
  }

  /** Adds up what is unpacked, of the application and, apart from that, of its libraries. */
  private static final class Counted extends FilterInputStream {
    private final AtomicLong sum;

    Counted(InputStream in, AtomicLong sum) {
      super(in);
      this.sum = sum;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      int read = super.read(target, offset, length);
      Application.checkSize(sum.addAndGet(Math.max(0, read)));
      return read;
    }
  }
}
