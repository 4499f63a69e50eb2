package org.otpfilter.descriptor;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads a web application from its files: descriptors, classes and libraries. */
public final class AppReader {

  private static final String CLASSES = "WEB-INF/classes/";
  private static final String LIBRARIES = "WEB-INF/lib/";

  /** Each is compared with all others, more than once; the largest applications have dozens. */
  private static final int MOST_FRAGMENTS = 500;

  private static final int LONGEST_SETTINGS = 1 << 20;

  private final AppFiles files;
  private final List<Finding> notes = new ArrayList<>();
  private final Annotated inClasses = new Annotated();
  private final Annotated inLibraries = new Annotated();
  private final List<Descriptor> fragments = new ArrayList<>();
  private final List<Library> libraries = new ArrayList<>();
  private final SortedSet<String> names;
  private final ReadingBudget budget = new ReadingBudget();

  private AppReader(AppFiles files) {
    this.files = files;
    this.names = new TreeSet<>(files.names());
  }

  /**
   * Reads all there is to read.
   *
   * @param name what to call the application
   * @throws UnreadableAppException if its descriptor cannot be read
   */
  public static WebApp read(AppFiles files, String name) {
    try {
      AppReader reader = new AppReader(files);
      for (String file : files.names()) {
        reader.readProgram(file);
      }
      return reader.app(name);
    } catch (IOException e) {
      throw unreadable(name, e);
    }
  }

  /**
   * Reads the descriptors only, for an application that is starting: its container has read the
   * classes, and the start must not take long.
   *
   * @param registered what that container knows
   */
  public static WebApp readStarting(AppFiles files, String name, Registered registered) {
    try {
      AppReader reader = new AppReader(files);
      reader.fragments.addAll(registered.fragments());
      registered.classes().forEach(reader::addClass);
      WebApp app = reader.app(name);
      return app.with(registered.addTo(app.merged()));
    } catch (IOException e) {
      throw unreadable(name, e);
    }
  }

  private static UnreadableAppException unreadable(String name, IOException cause) {
    return new UnreadableAppException(name + ": cannot be read: " + cause.getMessage(), cause);
  }

  private WebApp app(String name) throws IOException {
    Optional<Descriptor> webXml = webXml();
    Descriptor main = webXml.orElse(Descriptor.none(WebApp.WEB_XML));
    FlavourEvidence evidence = FlavourEvidence.of(main, inClasses, inLibraries, libraries);
    Annotated annotated = new Annotated();
    annotated.addAll(inClasses);
    annotated.addAll(inLibraries);
    return new WebApp(
        name,
        webXml,
        Merge.of(main, FragmentOrder.of(main.header().order(), fragments), annotated),
        evidence.flavour(),
        evidence.sure(),
        annotated.sockets(),
        libraries,
        Collections.unmodifiableSortedSet(names),
        settings(),
        annotated.initializers(),
        notes);
  }

  private Optional<Descriptor> webXml() throws IOException {
    if (!files.names().contains(WebApp.WEB_XML)) {
      return Optional.empty();
    }
    try (InputStream in = files.open(WebApp.WEB_XML)) {
      return Optional.of(WebXml.read(in, WebApp.WEB_XML));
    }
  }

  private @Nullable Properties settings() throws IOException {
    if (!files.names().contains(WebApp.SETTINGS_FILE)) {
      return null;
    }
    try (InputStream in = files.open(WebApp.SETTINGS_FILE)) {
      Properties properties = new Properties();
      byte[] content = in.readNBytes(LONGEST_SETTINGS + 1);
      if (content.length > LONGEST_SETTINGS) {
        throw new UnreadableAppException(WebApp.SETTINGS_FILE + " is larger than 1 MiB");
      }
      properties.load(new StringReader(new String(content, StandardCharsets.UTF_8)));
      return properties;
    } catch (IllegalArgumentException e) {
      throw new UnreadableAppException(WebApp.SETTINGS_FILE + ": " + e.getMessage(), e);
    }
  }

  private void readProgram(String file) {
    if (file.startsWith(CLASSES) && file.endsWith(".class")) {
      readClass(file);
    } else if (file.startsWith(LIBRARIES)
        && file.endsWith(".jar")
        && file.indexOf('/', LIBRARIES.length()) < 0) {
      readLibrary(file);
    }
  }

  private void readClass(String file) {
    try (InputStream in = files.open(file)) {
      ClassFile read = ClassFile.read(in.readNBytes(LibraryReader.LONGEST));
      if (read.name().equals(WebApp.FILTER_CLASS)) {
        Library.Product ours = new Library.Product(LibraryReader.flavour(read), false);
        libraries.add(new Library(CLASSES, Set.of(), Map.of(), false, Optional.of(ours)));
      } else {
        inClasses.add(read, budget);
      }
    } catch (IOException e) {
      notes.add(Finding.warning(file + " could not be read: " + e.getMessage()));
    }
  }

  private void addClass(byte[] bytes) {
    try {
      inClasses.add(ClassFile.read(bytes), budget);
    } catch (IOException e) {
      notes.add(Finding.info("a class file of a filter " + e.getMessage()));
    }
  }

  private void readLibrary(String file) {
    LibraryReader reader = new LibraryReader(file.substring(LIBRARIES.length()));
    try (InputStream in = files.open(file)) {
      reader.read(in, budget);
    } catch (IOException | IllegalArgumentException e) {
      notes.add(Finding.warning(file + " could not be read: " + e.getMessage()));
    }
    if (reader.broken() > 0) {
      notes.add(Finding.info(file + " holds classes that could not be read"));
    }
    Library library = reader.library();
    libraries.add(library);
    names.addAll(reader.resources());
    if (library.ours().isEmpty()) {
      inLibraries.addAll(reader.annotated());
      reader.fragment().ifPresent(fragments::add);
      if (fragments.size() > MOST_FRAGMENTS) {
        throw new UnreadableAppException(
            "WEB-INF/lib holds more than " + MOST_FRAGMENTS + " web fragments");
      }
    }
  }
}
