package org.otpfilter.cli.retrofit;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;

/**
 * The data of the entries of a ZIP file: where it lies, and what it unpacks to. Entries that
 * overlap, or whose two headers disagree, are refused.
 */
final class ZipData {

  static final int LOCAL = 0x04034b50;
  static final int LOCAL_LENGTH = 30;
  static final int DESCRIPTOR = 0x08074b50;

  private final FileChannel file;
  private final ZipDirectory directory;

  ZipData(FileChannel file, ZipDirectory directory) {
    this.file = file;
    this.directory = directory;
  }

  /** A stretch of the file. */
  record Span(long start, long end) {}

  /** Where an entry's local header begins, and where its data and descriptor end. */
  Span span(ZipEntry entry) throws IOException {
    long start = start(entry);
    long data = dataStart(entry);
    // sizes may be near the largest number there is: no sum of them that could turn negative
    if (entry.compressedSize() > directory.start() - data) {
      throw entry.damaged("reaches into the directory");
    }
    long end = data + entry.compressedSize();
    return new Span(start, end + descriptorLength(entry, end));
  }

  private long start(ZipEntry entry) {
    return directory.base() + entry.offset();
  }

  private long dataStart(ZipEntry entry) throws IOException {
    if (entry.offset() > directory.start() - directory.base() - LOCAL_LENGTH) {
      throw entry.damaged("lies behind the archive");
    }
    long start = start(entry);
    ByteBuffer header = ZipDirectory.bytes(file, start, LOCAL_LENGTH);
    byte[] name = entry.nameBytes();
    boolean same =
        header.getInt(0) == LOCAL
            && (header.getShort(8) & 0xFFFF) == entry.method()
            && (header.getShort(26) & 0xFFFF) == name.length;
    if (!same
        || !ByteBuffer.wrap(name)
            .equals(ZipDirectory.bytes(file, start + LOCAL_LENGTH, name.length))) {
      throw entry.damaged("has another header in front of its data than in the directory");
    }
    return start + LOCAL_LENGTH + name.length + (header.getShort(28) & 0xFFFF);
  }

  private int descriptorLength(ZipEntry entry, long end) throws IOException {
    if (!entry.hasDescriptor()) {
      return 0;
    }
    int available = (int) Math.min(24, directory.start() - end);
    ByteBuffer found = ZipDirectory.bytes(file, end, available);
    int sign = available >= 4 && found.getInt(0) == DESCRIPTOR ? 4 : 0;
    for (int first : new int[] {sign, 0}) {
      // the long form first: of an empty entry the short one fits into it
      for (int width : new int[] {8, 4}) {
        int length = first + 4 + 2 * width;
        if (length <= available
            && found.getInt(first) == entry.crc()
            && number(found, first + 4, width) == entry.compressedSize()
            && number(found, first + 4 + width, width) == entry.size()) {
          return length;
        }
      }
    }
    throw entry.damaged("has no descriptor behind its data, although it says so");
  }

  private static long number(ByteBuffer buffer, int at, int width) {
    return width == 8 ? buffer.getLong(at) : buffer.getInt(at) & ZipEntry.IN_EXTRA;
  }

  /** Refuses entries that share bytes. */
  void checkSpans() throws IOException {
    long end = 0;
    List<ZipEntry> byPlace =
        directory.entries().stream()
            .sorted((a, b) -> Long.compare(a.offset(), b.offset()))
            .toList();
    for (ZipEntry entry : byPlace) {
      Span span = span(entry);
      if (span.start() < end) {
        throw entry.damaged("overlaps another one");
      }
      end = span.end();
    }
  }

  /** Where the first entry begins; what lies before is no part of the archive. */
  long firstStart() {
    return directory.entries().stream().mapToLong(this::start).min().orElse(directory.start());
  }

  /** What an entry unpacks to; its end throws if size or check sum are not those it has. */
  InputStream open(ZipEntry entry) throws IOException {
    InputStream raw = new Slice(dataStart(entry), entry.compressedSize());
    InputStream plain =
        entry.method() == ZipEntry.STORED
            ? raw
            : new InflaterInputStream(raw, new Inflater(true), 1 << 14) {
              @Override
              public void close() throws IOException {
                inf.end();
                super.close();
              }
            };
    return new Checked(plain, entry);
  }

  private final class Slice extends InputStream {
    private long at;
    private final long end;

    Slice(long start, long length) {
      at = start;
      end = start + length;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      if (at >= end) {
        return -1;
      }
      ByteBuffer window = ByteBuffer.wrap(target, offset, (int) Math.min(length, end - at));
      int read = file.read(window, at);
      at += Math.max(0, read);
      return read;
    }
  }

  private static final class Checked extends FilterInputStream {
    private final ZipEntry entry;
    private final CRC32 crc = new CRC32();
    private long count;

    Checked(InputStream in, ZipEntry entry) {
      super(in);
      this.entry = entry;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      int read;
      try {
        read = super.read(target, offset, length);
      } catch (ZipException | EOFException e) {
        throw entry.damaged("cannot be unpacked: " + e.getMessage());
      }
      if (read > 0) {
        crc.update(target, offset, read);
        count += read;
      }
      boolean wrong = read < 0 ? count != entry.size() : count > entry.size();
      if (wrong || (read < 0 && (int) crc.getValue() != entry.crc())) {
        throw entry.damaged("unpacks to something else than its header says");
      }
      return read;
    }

    @Override
    public long skip(long bytes) {
      throw new UnsupportedOperationException("what is not read is not checked");
    }
  }
}
