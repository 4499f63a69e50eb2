package org.otpfilter.servlet;

import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.otpfilter.descriptor.AppFiles;

/**
 * The files of an application as its container shows them, without its classes and libraries. Of
 * very many it knows only some.
 */
final class ContextFiles implements AppFiles {
  private static final int MOST = 20_000;

  private final ServletContext context;
  private final SortedSet<String> names = new TreeSet<>();

  ContextFiles(ServletContext context) {
    this.context = context;
    Deque<String> folders = new ArrayDeque<>(Set.of("/"));
    while (!folders.isEmpty() && names.size() < MOST) {
      Set<String> paths = context.getResourcePaths(folders.pop());
      for (String path : paths == null ? Set.<String>of() : paths) {
        if (!path.endsWith("/")) {
          names.add(path.replaceFirst("^/", ""));
        } else if (!path.equals("/WEB-INF/classes/") && !path.equals("/WEB-INF/lib/")) {
          folders.push(path);
        }
      }
    }
  }

  @Override
  public SortedSet<String> names() {
    return Collections.unmodifiableSortedSet(names);
  }

  @Override
  public InputStream open(String name) throws IOException {
    InputStream in = context.getResourceAsStream("/" + name);
    if (in == null) {
      throw new NoSuchFileException(name);
    }
    return in;
  }

  @Override
  public void close() {
    // holds nothing open
  }
}
