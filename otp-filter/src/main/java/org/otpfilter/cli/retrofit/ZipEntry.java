package org.otpfilter.cli.retrofit;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.otpfilter.cli.CommandException;

/**
 * An entry of a central directory (APPNOTE 4.3.12), with its record as it was. It does not hold
 * data.
 */
final class ZipEntry {

  static final int RECORD = 0x02014b50;
  static final int FIXED = 46;
  static final long IN_EXTRA = 0xFFFFFFFFL;
  static final int STORED = 0;
  static final int DEFLATED = 8;

  private static final int ZIP64 = 1;
  private static final int ENCRYPTED = 1;
  private static final int HAS_DESCRIPTOR = 1 << 3;
  private static final int OFFSET_FIELD = 42;

  private final byte[] record;
  private final String name;
  private final long size;
  private final long compressedSize;
  private final long offset;
  private final int offsetInRecord;

  /** Reads a record; the buffer holds it and nothing more. */
  ZipEntry(byte[] record) {
    this.record = record.clone();
    ByteBuffer fields = fields();
    int nameLength = unsigned(28);
    name = decoded(Arrays.copyOfRange(record, FIXED, FIXED + nameLength));
    long[] wide = {
      fields.getInt(24) & IN_EXTRA, fields.getInt(20) & IN_EXTRA, fields.getInt(42) & IN_EXTRA
    };
    int offsetAt = OFFSET_FIELD;
    int extra = FIXED + nameLength;
    int extraEnd = extra + unsigned(30);
    while (extra + 4 <= extraEnd) {
      int next = extra + 4 + unsigned(extra + 2);
      if (unsigned(extra) == ZIP64 && next <= extraEnd) {
        int at = extra + 4;
        for (int i = 0; i < wide.length; i++) {
          if (wide[i] == IN_EXTRA && at + 8 <= next) {
            wide[i] = fields.getLong(at);
            offsetAt = i == 2 ? at : offsetAt;
            at += 8;
          }
        }
      }
      extra = next;
    }
    size = wide[0];
    compressedSize = wide[1];
    offset = wide[2];
    offsetInRecord = offsetAt;
    check();
  }

  private void check() {
    if (size < 0 || compressedSize < 0 || offset < 0) {
      throw damaged("has impossible sizes");
    }
    if ((flags() & ENCRYPTED) != 0) {
      throw damaged("is encrypted");
    }
    if (method() != STORED && method() != DEFLATED) {
      throw damaged("is packed by method " + method() + ", which no container reads");
    }
    if (method() == STORED && size != compressedSize) {
      throw damaged("has two sizes");
    }
  }

  private ByteBuffer fields() {
    return ByteBuffer.wrap(record).order(ByteOrder.LITTLE_ENDIAN);
  }

  private int unsigned(int at) {
    return fields().getShort(at) & 0xFFFF;
  }

  private static String decoded(byte[] name) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(name)).toString();
    } catch (CharacterCodingException e) {
      // an old archiver's own code page: kept as bytes, and only compared and shown as this
      return new String(name, StandardCharsets.ISO_8859_1);
    }
  }

  CommandException damaged(String reason) {
    return new CommandException("the entry '" + EntryNames.shown(name) + "' " + reason);
  }

  String name() {
    return name;
  }

  boolean isFolder() {
    return name.endsWith("/");
  }

  byte[] nameBytes() {
    return Arrays.copyOfRange(record, FIXED, FIXED + unsigned(28));
  }

  byte[] comment() {
    int start = FIXED + unsigned(28) + unsigned(30);
    return Arrays.copyOfRange(record, start, start + unsigned(32));
  }

  int flags() {
    return unsigned(8);
  }

  boolean hasDescriptor() {
    return (flags() & HAS_DESCRIPTOR) != 0;
  }

  int method() {
    return unsigned(10);
  }

  /** Time and date as MS-DOS has them. */
  int time() {
    return fields().getInt(12);
  }

  int crc() {
    return fields().getInt(16);
  }

  long size() {
    return size;
  }

  long compressedSize() {
    return compressedSize;
  }

  /** Where its local header lies, as the record says it. */
  long offset() {
    return offset;
  }

  int madeBy() {
    return unsigned(4);
  }

  int externalAttributes() {
    return fields().getInt(38);
  }

  /** The record with another offset of the local header. */
  byte[] recordAt(long moved) {
    byte[] copy = record.clone();
    ByteBuffer fields = ByteBuffer.wrap(copy).order(ByteOrder.LITTLE_ENDIAN);
    if (offsetInRecord != OFFSET_FIELD) {
      fields.putLong(offsetInRecord, moved);
    } else if (moved < IN_EXTRA) {
      fields.putInt(OFFSET_FIELD, (int) moved);
    } else {
      throw damaged("would lie behind 4 GiB");
    }
    return copy;
  }
}
