package org.example.containers;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * The host application under a name of its own, which is its context path: pages, the host's jar,
 * the product, and a descriptor. Its namespace is chosen when it is written.
 */
final class War {
  private final String name;
  private final Descriptor descriptor;
  private final Map<String, String> files = new LinkedHashMap<>();
  private final List<Path> libraries = new ArrayList<>();
  private boolean retrofitted;
  private boolean converted;
  private boolean product = true;
  private String webSockets = "";

  private War(String name, Descriptor descriptor) {
    this.name = name;
    this.descriptor = descriptor;
    file("index.html", "<h1>Host</h1>");
    file("login.html", page("Sign in"));
    file("login-error.html", page("Try again"));
    file("docs/index.html", "canary-of-the-protected-pages");
  }

  static War of(String name, Descriptor descriptor) {
    return new War(name, descriptor);
  }

  /** A file of the application, by its path without a leading slash. */
  War file(String path, String text) {
    files.put(path, text);
    return this;
  }

  /** A jar beside the host's and ours. */
  War library(Path jar) {
    libraries.add(jar);
    return this;
  }

  /** Without the product in it; the command puts it in when the WAR is written. */
  War retrofitted() {
    descriptor.withoutFilter();
    retrofitted = true;
    return this;
  }

  /** For javax, and converted by the container when it is deployed. */
  War converted() {
    converted = true;
    return this;
  }

  boolean isConverted() {
    return converted;
  }

  War withoutProduct() {
    this.product = false;
    return this;
  }

  /**
   * Needs WebSockets, which Jetty has in modules: of the {@code standard}, or of {@code jetty}'s
   * own.
   */
  War webSockets(String kind) {
    this.webSockets = kind;
    return this;
  }

  /** Which ones, empty for none. */
  String webSockets() {
    return webSockets;
  }

  String name() {
    return name;
  }

  String context() {
    return "/" + name;
  }

  /** Writes the WAR into a folder and gives its path. */
  Path pack(Flavour flavour, Path folder) {
    if (!retrofitted) {
      return write(flavour, folder.resolve(name + ".war"));
    }
    Path plain = write(flavour, folder.resolveSibling("wars").resolve(name + ".plain.war"));
    return Retrofit.run(plain, folder.resolve(name + ".war"), descriptor.settings());
  }

  private Path write(Flavour flavour, Path war) {
    try (OutputStream file = Files.newOutputStream(war);
        ZipOutputStream zip = new ZipOutputStream(file)) {
      zip.setLevel(1);
      eachEntry(
          flavour,
          (path, bytes) -> {
            try {
              zip.putNextEntry(new ZipEntry(path));
              zip.write(bytes);
              zip.closeEntry();
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return war;
  }

  /** Writes it unpacked and gives its folder. */
  Path unpack(Flavour flavour, Path folder) {
    Path root = folder.resolve(name);
    eachEntry(
        flavour,
        (path, bytes) -> {
          try {
            Path file = root.resolve(path);
            Files.createDirectories(file.getParent());
            Files.write(file, bytes);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
    return root;
  }

  private void eachEntry(Flavour flavour, BiConsumer<String, byte[]> entry) {
    entry.accept("WEB-INF/web.xml", descriptor.text(flavour).getBytes(UTF_8));
    files.forEach((path, text) -> entry.accept(path, text.getBytes(UTF_8)));
    List<Path> jars = new ArrayList<>(List.of(Kit.host(flavour)));
    if (product && !retrofitted) {
      jars.add(Kit.product(flavour));
    }
    jars.addAll(libraries);
    for (Path jar : jars) {
      try {
        entry.accept("WEB-INF/lib/" + jar.getFileName(), Files.readAllBytes(jar));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static String page(String title) {
    return "<title>"
        + title
        + "</title><form method=post action=j_security_check>"
        + "<input name=j_username><input name=j_password type=password></form>";
  }
}
