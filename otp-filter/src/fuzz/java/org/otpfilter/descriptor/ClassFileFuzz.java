package org.otpfilter.descriptor;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * A class file is read or refused. What is read is no more than it can hold, does not depend on
 * what lies behind it, and may be taken in as an annotated class.
 */
final class ClassFileFuzz {
  private ClassFileFuzz() {}

  public static void fuzzerTestOneInput(byte[] data) {
    ClassFile file;
    try {
      file = ClassFile.read(data);
    } catch (IOException e) {
      if (e instanceof java.io.EOFException) {
        refusedWhenShorter(data);
      }
      return;
    }
    bounded(file, data.length);
    new Annotated().add(file, new ReadingBudget());
    try {
      ClassFile longer = ClassFile.read(Arrays.copyOf(data, data.length + 64));
      if (!said(longer).equals(said(file))) {
        throw new AssertionError("what lies behind the class changes it");
      }
    } catch (IOException e) {
      throw new AssertionError("what lies behind the class ends the reading", e);
    }
  }

  private static void refusedWhenShorter(byte[] data) {
    try {
      ClassFile.read(Arrays.copyOf(data, Math.max(0, data.length - 1)));
    } catch (IOException e) {
      return;
    }
    throw new AssertionError("a part is a class, and the whole is not");
  }

  private static String said(ClassFile file) {
    return file.name() + file.parents() + file.annotations();
  }

  /** Each annotation, element and value takes some bytes of the file, nested ones their own. */
  private static void bounded(ClassFile file, int length) {
    long values = file.parents().size();
    for (Map<String, List<String>> elements : file.annotations().values()) {
      values += 1 + elements.size();
      values += elements.values().stream().mapToLong(List::size).sum();
    }
    if (values > length || file.name().length() > length) {
      throw new AssertionError(values + " values from " + length + " bytes");
    }
  }
}
