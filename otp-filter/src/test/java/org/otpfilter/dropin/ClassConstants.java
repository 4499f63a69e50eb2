package org.otpfilter.dropin;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;

/**
 * The constants of a class file: its texts, which are names, descriptors and literals alike, and
 * the classes that it refers to.
 */
record ClassConstants(Set<String> texts, Set<String> classes) {

  static ClassConstants of(byte[] classFile) throws IOException {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(classFile));
    if (in.readInt() != 0xCAFEBABE) {
      throw new IOException("not a class file");
    }
    in.readInt();
    int count = in.readUnsignedShort();
    String[] texts = new String[count];
    Set<Integer> classes = new HashSet<>();
    for (int i = 1; i < count; i++) {
      int tag = in.readUnsignedByte();
      switch (tag) {
        case 1 -> texts[i] = in.readUTF();
        case 7 -> classes.add(in.readUnsignedShort());
        case 8, 16, 19, 20 -> in.readUnsignedShort();
        case 15 -> in.skipNBytes(3);
        case 3, 4, 9, 10, 11, 12, 17, 18 -> in.readInt();
        case 5, 6 -> {
          in.readLong();
          i++;
        }
        default -> throw new IOException("unknown constant " + tag);
      }
    }
    ClassConstants all = new ClassConstants(new TreeSet<>(), new TreeSet<>());
    for (String text : texts) {
      if (text != null) {
        all.texts.add(text);
      }
    }
    classes.forEach(index -> all.classes.add(element(texts[index])));
    return all;
  }

  /** An array's class is that of its elements. */
  private static String element(String name) {
    return name.startsWith("[") ? name.replaceFirst("^\\[+L?", "").replace(";", "") : name;
  }
}
