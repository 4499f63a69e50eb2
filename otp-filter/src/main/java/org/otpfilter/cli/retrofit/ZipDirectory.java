package org.otpfilter.cli.retrofit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.List;
import org.otpfilter.cli.CommandException;

/** The directory at the end of a ZIP file (APPNOTE 4.3.12 to 4.3.16), with or without Zip64. */
final class ZipDirectory {

  static final int END = 0x06054b50;
  static final int END_64 = 0x06064b50;
  static final int LOCATOR = 0x07064b50;
  static final int END_LENGTH = 22;
  static final int END_64_LENGTH = 56;
  static final int LOCATOR_LENGTH = 20;

  private static final int LONGEST_COMMENT = 0xFFFF;

  /** As many as the doctor reads. */
  private static final int MOST_ENTRIES = org.otpfilter.descriptor.WarFile.MOST_ENTRIES;

  /** The most bytes of a directory; that of a large application has a tenth of it. */
  private static final long LONGEST = 256L << 20;

  private final List<ZipEntry> entries;
  private final long start;
  private final long base;
  private final boolean zip64;
  private final byte[] comment;

  private ZipDirectory(
      List<ZipEntry> entries, long start, long base, boolean zip64, byte[] comment) {
    this.entries = entries;
    this.start = start;
    this.base = base;
    this.zip64 = zip64;
    this.comment = comment;
  }

  /** In the order of the directory. */
  List<ZipEntry> entries() {
    return entries;
  }

  /** Where it begins in the file. */
  long start() {
    return start;
  }

  /** What is to be added to its offsets: the length of something put before the archive. */
  long base() {
    return base;
  }

  /** Whether it has the records of large archives. */
  boolean zip64() {
    return zip64;
  }

  /** The comment of the archive. */
  byte[] comment() {
    return comment.clone();
  }

  /** The numbers of the end record. */
  private record End(long position, long count, long size, long offset, boolean wide) {}

  static ZipDirectory read(FileChannel file) throws IOException {
    long length = file.size();
    int tailLength = (int) Math.min(length, END_LENGTH + LONGEST_COMMENT);
    ByteBuffer tail = bytes(file, length - tailLength, tailLength);
    int at = tailLength - END_LENGTH;
    while (at >= 0
        && !(tail.getInt(at) == END && at + END_LENGTH + unsigned(tail, at + 20) == tailLength)) {
      at--;
    }
    if (at < 0) {
      throw new CommandException("it is not a WAR: no ZIP directory at its end");
    }
    End end = end(file, tail, at, length - tailLength + at);
    long start = end.position() - end.size();
    long base = start - end.offset();
    boolean inside = end.size() >= 0 && end.offset() >= 0 && start >= 0 && base >= 0;
    if (!inside || end.size() > LONGEST) {
      throw damaged();
    }
    if (end.count() > MOST_ENTRIES) {
      throw new CommandException(
          "it has " + end.count() + " entries; at most " + MOST_ENTRIES + " are taken");
    }
    List<ZipEntry> entries = entries(bytes(file, start, (int) end.size()), end.count());
    byte[] comment = slice(tail, at + END_LENGTH, tailLength);
    return new ZipDirectory(entries, start, base, end.wide(), comment);
  }

  private static End end(FileChannel file, ByteBuffer tail, int at, long position)
      throws IOException {
    if (tail.getShort(at + 4) != 0 || tail.getShort(at + 6) != 0) {
      boolean large = unsigned(tail, at + 4) == 0xFFFF;
      if (!large) {
        throw new CommandException("it is a part of a divided archive");
      }
    }
    long count = unsigned(tail, at + 10);
    long size = tail.getInt(at + 12) & ZipEntry.IN_EXTRA;
    long offset = tail.getInt(at + 16) & ZipEntry.IN_EXTRA;
    long locator = position - LOCATOR_LENGTH;
    // some archivers write both records and the true numbers in either
    if (locator < END_64_LENGTH || bytes(file, locator, 4).getInt(0) != LOCATOR) {
      return new End(position, count, size, offset, false);
    }
    long record = locator - END_64_LENGTH;
    ByteBuffer numbers = bytes(file, record, END_64_LENGTH);
    End end64 =
        new End(record, numbers.getLong(32), numbers.getLong(40), numbers.getLong(48), true);
    boolean agrees =
        (count == 0xFFFF || count == end64.count())
            && (size == ZipEntry.IN_EXTRA || size == end64.size())
            && (offset == ZipEntry.IN_EXTRA || offset == end64.offset());
    // other readers go where the locator points: there has to be no other record than this one
    boolean pointed = bytes(file, locator, LOCATOR_LENGTH).getLong(8) == record;
    if (!pointed
        || numbers.getInt(0) != END_64
        || numbers.getLong(4) != END_64_LENGTH - 12
        || !agrees) {
      throw damaged();
    }
    return end64;
  }

  private static List<ZipEntry> entries(ByteBuffer directory, long count) {
    List<ZipEntry> entries = new ArrayList<>();
    int at = 0;
    while (entries.size() < count
        && at + ZipEntry.FIXED <= directory.limit()
        && directory.getInt(at) == ZipEntry.RECORD) {
      int end =
          at
              + ZipEntry.FIXED
              + unsigned(directory, at + 28)
              + unsigned(directory, at + 30)
              + unsigned(directory, at + 32);
      if (end > directory.limit()) {
        throw damaged();
      }
      entries.add(new ZipEntry(slice(directory, at, end)));
      at = end;
    }
    if (at != directory.limit() || entries.size() != count) {
      throw damaged();
    }
    return List.copyOf(entries);
  }

  private static int unsigned(ByteBuffer buffer, int at) {
    return buffer.getShort(at) & 0xFFFF;
  }

  private static byte[] slice(ByteBuffer buffer, int start, int end) {
    byte[] bytes = new byte[end - start];
    buffer.get(start, bytes);
    return bytes;
  }

  static ByteBuffer bytes(FileChannel file, long position, int length) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    while (buffer.hasRemaining()) {
      if (file.read(buffer, position + buffer.position()) < 0) {
        throw damaged();
      }
    }
    return buffer.flip();
  }

  private static CommandException damaged() {
    return new CommandException("it is not a WAR: its ZIP directory is damaged");
  }
}
