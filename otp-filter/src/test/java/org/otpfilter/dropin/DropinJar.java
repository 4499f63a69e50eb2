package org.otpfilter.dropin;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** The jars as the build leaves them, each with the Servlet API that it speaks. */
enum DropinJar {
  JAKARTA("dropin", "jakarta"),
  JAVAX("dropin-javax", "javax");

  private final String classifier;
  private final String namespace;

  DropinJar(String classifier, String namespace) {
    this.classifier = classifier;
    this.namespace = namespace;
  }

  Path path() {
    return Path.of(thin().toString().replaceFirst("\\.jar$", "-" + classifier + ".jar"));
  }

  /** The first part of the names of its Servlet API. */
  String namespace() {
    return namespace;
  }

  /** An API of Servlet 4.0 under the names of this jar. */
  Path api() {
    String file = this == JAKARTA ? "jakarta.servlet-api-5.0.0.jar" : "javax.servlet-api-4.0.1.jar";
    return thin().resolveSibling("servlet-apis").resolve(file);
  }

  static Path thin() {
    return Path.of(System.getProperty("otp.jar") + ".jar");
  }

  static Path oldLibraries() {
    return thin().resolveSibling("old-libraries");
  }

  /** What is in the jar, by name; folders are left out. */
  Map<String, byte[]> entries() throws IOException {
    return entries(path());
  }

  static Map<String, byte[]> entries(Path jar) throws IOException {
    Map<String, byte[]> entries = new TreeMap<>();
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      for (ZipEntry entry : zip.stream().filter(found -> !found.isDirectory()).toList()) {
        entries.put(entry.getName(), zip.getInputStream(entry).readAllBytes());
      }
    }
    return entries;
  }

  String text(String entry) throws IOException {
    return new String(entries().get(entry), StandardCharsets.UTF_8);
  }

  long size() throws IOException {
    return Files.size(path());
  }
}
