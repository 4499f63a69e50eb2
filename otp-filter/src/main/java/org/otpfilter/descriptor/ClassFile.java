package org.otpfilter.descriptor;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a class file says of its class (Java Virtual Machine Specification, chapter 4): its names,
 * the texts of its constants, and the annotations on the class. It loads nothing and looks into no
 * method.
 */
final class ClassFile {

  private static final int MAGIC = 0xCAFEBABE;

  /** More annotations in annotations than anybody writes; they are read by recursion. */
  private static final int DEEPEST = 50;

  /**
   * How many characters of names a byte of annotations may stand for. A name is told once, and used
   * by two bytes; used over and over, one of 64 KiB makes a small file a large one.
   */
  private static final int MOST_NAMES_PER_BYTE = 16;

  private final Object[] constants;
  private final String name;
  private final List<String> parents = new ArrayList<>();
  private final Map<String, Map<String, List<String>>> annotations = new LinkedHashMap<>();

  private long namesLeft;

  private ClassFile(byte[] bytes) throws IOException {
    namesLeft = (long) MOST_NAMES_PER_BYTE * bytes.length;
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
    if (in.readInt() != MAGIC) {
      throw new IOException("is no class file");
    }
    in.readInt();
    constants = new Object[in.readUnsignedShort()];
    readConstants(in);
    in.readUnsignedShort();
    name = className(in.readUnsignedShort());
    parents.add(className(in.readUnsignedShort()));
    for (int i = in.readUnsignedShort(); i > 0; i--) {
      parents.add(className(in.readUnsignedShort()));
    }
    skipMembers(in);
    skipMembers(in);
    for (int i = in.readUnsignedShort(); i > 0; i--) {
      readAttribute(in);
    }
  }

  /**
   * Reads a class file.
   *
   * @throws IOException if it is none
   */
  static ClassFile read(byte[] bytes) throws IOException {
    try {
      return new ClassFile(bytes);
    } catch (IndexOutOfBoundsException | NegativeArraySizeException e) {
      throw new IOException("is a broken class file", e);
    }
  }

  private void readConstants(DataInputStream in) throws IOException {
    for (int i = 1; i < constants.length; i++) {
      int tag = in.readUnsignedByte();
      switch (tag) {
        case 1 -> constants[i] = in.readUTF();
        case 3 -> constants[i] = in.readInt();
        case 4, 9, 10, 11, 12, 17, 18 -> in.readInt();
        case 5, 6 -> {
          in.readLong();
          i++;
        }
        case 7 -> constants[i] = new Reference(in.readUnsignedShort());
        case 8, 16, 19, 20 -> in.readUnsignedShort();
        case 15 -> in.skipNBytes(3);
        default -> throw new IOException("has a constant of the unknown kind " + tag);
      }
    }
  }

  /** An index of a name in the table of constants. */
  private record Reference(int index) {}

  private String className(int index) {
    return constants[index] instanceof Reference reference ? text(reference.index()) : "";
  }

  private String text(int index) {
    return constants[index] instanceof String text ? text : String.valueOf(constants[index]);
  }

  private static void skipMembers(DataInputStream in) throws IOException {
    for (int members = in.readUnsignedShort(); members > 0; members--) {
      in.skipNBytes(6);
      for (int i = in.readUnsignedShort(); i > 0; i--) {
        in.skipNBytes(2);
        in.skipNBytes(Integer.toUnsignedLong(in.readInt()));
      }
    }
  }

  private void readAttribute(DataInputStream in) throws IOException {
    String attribute = text(in.readUnsignedShort());
    long length = Integer.toUnsignedLong(in.readInt());
    if (!attribute.equals("RuntimeVisibleAnnotations")) {
      in.skipNBytes(length);
      return;
    }
    // by its length, as the machine reads it: what it holds too much is no part of the next one
    byte[] content = in.readNBytes((int) Math.min(length, Integer.MAX_VALUE));
    if (content.length < length) {
      throw new EOFException("ends inside its annotations");
    }
    readAnnotations(new DataInputStream(new ByteArrayInputStream(content)));
  }

  private void readAnnotations(DataInputStream in) throws IOException {
    for (int i = in.readUnsignedShort(); i > 0; i--) {
      String descriptor = name(in.readUnsignedShort());
      annotations.put(
          descriptor.substring(1, Math.max(1, descriptor.length() - 1)), readElements(in, 0));
    }
  }

  private String name(int index) throws IOException {
    String name = text(index);
    namesLeft -= name.length();
    if (namesLeft < 0) {
      throw new IOException("names the same annotations over and over");
    }
    return name;
  }

  private Map<String, List<String>> readElements(DataInputStream in, int depth) throws IOException {
    Map<String, List<String>> elements = new LinkedHashMap<>();
    for (int i = in.readUnsignedShort(); i > 0; i--) {
      String element = name(in.readUnsignedShort());
      List<String> values = new ArrayList<>();
      readValue(in, values, depth);
      elements.put(element, values);
    }
    return elements;
  }

  private void readValue(DataInputStream in, List<String> values, int depth) throws IOException {
    if (depth > DEEPEST) {
      throw new IOException("has annotations in annotations without an end");
    }
    int tag = in.readUnsignedByte();
    switch (tag) {
      case 'e' -> {
        in.readUnsignedShort();
        values.add(text(in.readUnsignedShort()));
      }
      case '@' -> {
        in.readUnsignedShort();
        // a nested annotation, such as an init-param: its elements one after the other
        readElements(in, depth + 1).forEach((element, nested) -> values.addAll(nested));
      }
      case '[' -> {
        for (int i = in.readUnsignedShort(); i > 0; i--) {
          readValue(in, values, depth + 1);
        }
      }
      default -> values.add(text(in.readUnsignedShort()));
    }
  }

  /** With dots. */
  String name() {
    return name.replace('/', '.');
  }

  /** The class that it extends and the interfaces that it names itself, with slashes. */
  List<String> parents() {
    return List.copyOf(parents);
  }

  /** The annotations on the class, by their types with slashes, with their elements. */
  Map<String, Map<String, List<String>>> annotations() {
    return annotations;
  }

  /** Whether it names a type below a folder such as {@code java/util/}. */
  boolean names(String folder) {
    for (Object constant : constants) {
      if (constant instanceof String text
          && (text.startsWith(folder) || text.contains("L" + folder))) {
        return true;
      }
    }
    return false;
  }
}
