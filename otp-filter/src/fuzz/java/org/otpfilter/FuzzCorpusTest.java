package org.otpfilter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Runs every fuzz target over its kept inputs, and over as many mutations of them, the same each
 * time. What a fuzzer finds is put into {@code src/fuzz/corpus} and stays found.
 */
final class FuzzCorpusTest {
  private static final Path SOURCES = Path.of("src/fuzz/java");
  private static final Path CORPUS = Path.of("src/fuzz/corpus");
  private static final int MUTATIONS = 4000;

  static List<String> targets() throws IOException {
    try (Stream<Path> files = Files.walk(SOURCES)) {
      return files
          .map(file -> SOURCES.relativize(file).toString())
          .filter(name -> name.endsWith("Fuzz.java"))
          .map(name -> name.substring(0, name.length() - ".java".length()).replace('/', '.'))
          .sorted()
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("targets")
  void targetWhenInputIsKnownOrMutatedThenItsPromiseHolds(String target) throws Exception {
    MethodHandle run = entry(target);
    List<byte[]> corpus = corpus(target);
    assertThat(corpus).as("%s has no inputs in %s", target, CORPUS).isNotEmpty();
    for (byte[] input : corpus) {
      run(run, input);
    }
    Random random = new Random(target.hashCode());
    for (int i = 0; i < MUTATIONS; i++) {
      run(run, mutated(corpus, random));
    }
  }

  /** A corpus that no target reads would keep nothing found. */
  @Test
  void corpusWhenListedThenEveryFolderHasATarget() throws IOException {
    Set<String> known = targets().stream().map(FuzzCorpusTest::folder).collect(Collectors.toSet());
    try (Stream<Path> folders = Files.list(CORPUS)) {
      assertThat(folders.map(f -> f.getFileName().toString()).collect(Collectors.toSet()))
          .isEqualTo(new HashSet<>(known));
    }
  }

  private static MethodHandle entry(String target) throws ReflectiveOperationException {
    Method method = Class.forName(target).getDeclaredMethod("fuzzerTestOneInput", byte[].class);
    method.setAccessible(true);
    return MethodHandles.lookup().unreflect(method);
  }

  private static void run(MethodHandle target, byte[] input) {
    try {
      target.invokeExact(input.clone());
    } catch (Throwable e) {
      fail("input " + Arrays.toString(input) + "\n" + new String(input, StandardCharsets.UTF_8), e);
    }
  }

  /** The target's name below our package. */
  private static String folder(String target) {
    return target.substring("org.otpfilter.".length());
  }

  private static List<byte[]> corpus(String target) throws IOException {
    try (Stream<Path> files = Files.list(CORPUS.resolve(folder(target)))) {
      return files.sorted().map(FuzzCorpusTest::read).toList();
    }
  }

  private static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] mutated(List<byte[]> corpus, Random random) {
    byte[] one = corpus.get(random.nextInt(corpus.size()));
    byte[] other = corpus.get(random.nextInt(corpus.size()));
    int cut = random.nextInt(one.length + 1);
    int from = random.nextInt(other.length + 1);
    byte[] spliced = Arrays.copyOf(one, cut + other.length - from);
    System.arraycopy(other, from, spliced, cut, other.length - from);
    for (int i = random.nextInt(4); i > 0 && spliced.length > 0; i--) {
      spliced[random.nextInt(spliced.length)] = (byte) random.nextInt(256);
    }
    return spliced;
  }
}
