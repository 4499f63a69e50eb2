package org.otpfilter.page;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The bundled files and, by exact name in their place, the operator's own. It reads no name that
 * comes from a request.
 */
final class Theme {
  private final @Nullable Path folder;

  Theme(@Nullable Path folder) {
    if (folder != null && !Files.isDirectory(folder)) {
      throw new ThemeException("theme-dir " + folder + " is not a folder that can be read");
    }
    this.folder = folder;
  }

  /** Where the file comes from, for messages about it. */
  String origin(String name) {
    return own(name).map(Path::toString).orElse("bundled " + name);
  }

  /** The operator's file of that name, or nothing. */
  Optional<String> ownText(String name) {
    return own(name).map(Theme::read);
  }

  /** The bundled file of that name. */
  String bundledText(String name) {
    try (InputStream in = Theme.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new ThemeException("The jar lacks org/otpfilter/page/" + name);
      }
      return decode(in.readAllBytes());
    } catch (IOException e) {
      throw new ThemeException("The jar's org/otpfilter/page/" + name + " cannot be read", e);
    }
  }

  /** The file that is in force. */
  String text(String name) {
    return ownText(name).orElseGet(() -> bundledText(name));
  }

  /** Refuses templates that would never be used, which are misspelt ones. */
  void refuseUnknownTemplates(Set<String> known) {
    if (folder == null) {
      return;
    }
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> unknown =
          files
              .filter(file -> file.toString().endsWith(".mustache"))
              .filter(file -> !known.contains(String.valueOf(file.getFileName())))
              .sorted()
              .toList();
      if (!unknown.isEmpty()) {
        throw new ThemeException(
            unknown.get(0) + " replaces no template; those there are: " + String.join(", ", known));
      }
    } catch (IOException e) {
      throw new ThemeException("theme-dir " + folder + " cannot be listed", e);
    }
  }

  private Optional<Path> own(String name) {
    return Optional.ofNullable(folder).map(in -> in.resolve(name)).filter(Files::exists);
  }

  private static String read(Path file) {
    try {
      return decode(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new ThemeException(file + " cannot be read as UTF-8 text", e);
    }
  }

  private static String decode(byte[] bytes) throws CharacterCodingException {
    return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
  }
}
