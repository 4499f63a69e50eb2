package org.otpfilter.cli.retrofit;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.otpfilter.cli.CommandException;
import org.otpfilter.descriptor.Flavour;

/**
 * The drop-in jars at hand: the running one, and the one of the other Servlet API beside it. It
 * takes a jar for what its classes say, not for what its name says.
 */
final class JarShelf {

  private static final String OUR_CLASS = WebXml.FILTER_CLASS.replace('.', '/') + ".class";

  private final Path running;

  /**
   * The shelf.
   *
   * @param running the jar that runs, or the folder of classes
   */
  JarShelf(Path running) {
    this.running = running;
  }

  /** A drop-in jar, read. */
  static final class DropIn {
    private final String name;
    private final byte[] content;

    private DropIn(String name, byte[] content) {
      this.name = name;
      this.content = content;
    }

    /** Its file name. */
    String name() {
      return name;
    }

    byte[] content() {
      return content.clone();
    }
  }

  /** The API of the running jar, if it is a drop-in jar. */
  Optional<Flavour> runningFlavour() {
    return flavour(running);
  }

  /** The jar for an API, or a refusal that names the one that is missing. */
  DropIn jarFor(Flavour wanted) {
    Flavour own =
        runningFlavour()
            .orElseThrow(
                () ->
                    new CommandException(
                        running
                            + " is not a drop-in jar, so there is none to put in; run retrofit"
                            + " from otp-filter-VERSION"
                            + wanted.jarSuffix()));
    if (own == wanted) {
      return read(running);
    }
    String name = nameOfOther(own, wanted);
    Path other = running.resolveSibling(name);
    if (!Files.isRegularFile(other)) {
      throw new CommandException(
          "the application is a "
              + wanted.word()
              + " one and needs "
              + name
              + ", which is not beside "
              + running
              + "; put it there");
    }
    if (!flavour(other).equals(Optional.of(wanted))) {
      throw new CommandException(other + " is not a drop-in jar for " + wanted.word());
    }
    return read(other);
  }

  private String nameOfOther(Flavour own, Flavour wanted) {
    String name = running.getFileName().toString();
    return name.endsWith(own.jarSuffix())
        ? name.substring(0, name.length() - own.jarSuffix().length()) + wanted.jarSuffix()
        : "otp-filter-" + version().orElse("VERSION") + wanted.jarSuffix();
  }

  private Optional<String> version() {
    return Optional.ofNullable(JarShelf.class.getPackage().getImplementationVersion());
  }

  private static DropIn read(Path jar) {
    String name = jar.getFileName().toString();
    if (!name.matches("[A-Za-z0-9._+-]+\\.jar")) {
      throw new CommandException("give the jar " + jar + " a plain name that ends with .jar");
    }
    try {
      return new DropIn(name, Files.readAllBytes(jar));
    } catch (IOException e) {
      throw new CommandException(jar + " cannot be read", e);
    }
  }

  private static Optional<Flavour> flavour(Path jar) {
    if (!Files.isRegularFile(jar)) {
      return Optional.empty();
    }
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      ZipEntry filter = zip.getEntry(OUR_CLASS);
      // the thin jar holds the filter too, but not what it needs
      boolean whole =
          zip.stream().map(ZipEntry::getName).anyMatch(n -> n.endsWith("/HikariDataSource.class"));
      if (filter == null || !whole) {
        return Optional.empty();
      }
      try (InputStream in = zip.getInputStream(filter)) {
        String text = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
        return Stream.of(Flavour.values())
            .filter(flavour -> text.contains(flavour.servletFolder()))
            .findFirst();
      }
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
