package org.otpfilter.cli.retrofit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.otpfilter.cli.CommandException;

/**
 * A ZIP file as it is written: old entries as they were, new ones in plain form. The same calls
 * write the same bytes.
 */
final class ZipOutput {

  private static final int VERSION = 20;
  private static final int MADE_BY_UNIX = (3 << 8) | VERSION;
  private static final int UTF_8_NAME = 1 << 11;
  private static final int PLAIN_FILE = 0100644 << 16;

  private final FileChannel out;
  private final long base;
  private final ByteArrayOutputStream directory = new ByteArrayOutputStream();
  private long count;

  /**
   * An archive that begins where the channel stands.
   *
   * @param base what its offsets are counted from
   */
  ZipOutput(FileChannel out, long base) {
    this.out = out;
    this.base = base;
  }

  /** An entry as it is in another file. */
  void copy(FileChannel from, ZipEntry entry, ZipData.Span span) throws IOException {
    byte[] record = entry.recordAt(out.position() - base);
    transfer(from, span.start(), span.end());
    directory.writeBytes(record);
    count++;
  }

  /** Bytes of another file. */
  void transfer(FileChannel from, long start, long end) throws IOException {
    long at = start;
    while (at < end) {
      long moved = from.transferTo(at, end - at, out);
      if (moved <= 0) {
        throw new IOException("the file became shorter while it was read");
      }
      at += moved;
    }
  }

  /** Another content under the name, time, rights and packing of an entry. */
  void replace(ZipEntry entry, byte[] content) throws IOException {
    ByteBuffer record =
        record(content, entry.method(), entry.time(), entry.flags() & UTF_8_NAME, entry.madeBy());
    record.putInt(38, entry.externalAttributes());
    put(record, entry.nameBytes(), entry.comment(), content);
  }

  /** A new entry. */
  void add(String name, byte[] content, boolean packed, int time) throws IOException {
    int method = packed ? ZipEntry.DEFLATED : ZipEntry.STORED;
    ByteBuffer record = record(content, method, time, UTF_8_NAME, MADE_BY_UNIX);
    record.putInt(38, PLAIN_FILE);
    put(record, name.getBytes(StandardCharsets.UTF_8), new byte[0], content);
  }

  private static ByteBuffer record(byte[] content, int method, int time, int flags, int madeBy) {
    CRC32 crc = new CRC32();
    crc.update(content);
    return buffer(ZipEntry.FIXED)
        .putInt(0, ZipEntry.RECORD)
        .putShort(4, (short) madeBy)
        .putShort(6, (short) VERSION)
        .putShort(8, (short) flags)
        .putShort(10, (short) method)
        .putInt(12, time)
        .putInt(16, (int) crc.getValue())
        .putInt(24, content.length);
  }

  private void put(ByteBuffer record, byte[] name, byte[] comment, byte[] content)
      throws IOException {
    byte[] data = record.getShort(10) == ZipEntry.STORED ? content : deflated(content);
    record
        .putInt(20, data.length)
        .putShort(28, (short) name.length)
        .putShort(32, (short) comment.length)
        .putInt(42, (int) checked(out.position() - base));
    ByteBuffer local = buffer(ZipData.LOCAL_LENGTH).putInt(0, ZipData.LOCAL);
    local.put(4, record, 6, 24);
    write(bytes(local));
    write(name);
    write(data);
    directory.writeBytes(bytes(record));
    directory.writeBytes(name);
    directory.writeBytes(comment);
    count++;
  }

  private static long checked(long offset) {
    if (offset >= ZipEntry.IN_EXTRA) {
      throw new CommandException("the new WAR would be larger than 4 GiB");
    }
    return offset;
  }

  private static byte[] deflated(byte[] content) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
    try (DeflaterOutputStream stream = new DeflaterOutputStream(packed, deflater)) {
      stream.write(content);
    } finally {
      deflater.end();
    }
    return packed.toByteArray();
  }

  /** Writes the directory; afterwards nothing can be added. */
  void finish(byte[] comment, boolean zip64) throws IOException {
    long offset = out.position() - base;
    byte[] records = directory.toByteArray();
    write(records);
    boolean wide = zip64 || count >= 0xFFFF || offset >= ZipEntry.IN_EXTRA;
    if (wide) {
      finish64(offset, records.length);
    }
    ByteBuffer end =
        buffer(ZipDirectory.END_LENGTH)
            .putInt(0, ZipDirectory.END)
            .putShort(8, (short) (wide ? 0xFFFF : count))
            .putShort(10, (short) (wide ? 0xFFFF : count))
            .putInt(12, wide ? -1 : records.length)
            .putInt(16, wide ? -1 : (int) offset)
            .putShort(20, (short) comment.length);
    write(bytes(end));
    write(comment);
  }

  private void finish64(long offset, int size) throws IOException {
    ByteBuffer numbers =
        buffer(ZipDirectory.END_64_LENGTH)
            .putInt(0, ZipDirectory.END_64)
            .putLong(4, ZipDirectory.END_64_LENGTH - 12)
            .putShort(12, (short) MADE_BY_UNIX)
            .putShort(14, (short) 45)
            .putLong(24, count)
            .putLong(32, count)
            .putLong(40, size)
            .putLong(48, offset);
    long position = out.position();
    write(bytes(numbers));
    ByteBuffer locator =
        buffer(ZipDirectory.LOCATOR_LENGTH)
            .putInt(0, ZipDirectory.LOCATOR)
            .putLong(8, position)
            .putInt(16, 1);
    write(bytes(locator));
  }

  private void write(byte[] bytes) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    while (buffer.hasRemaining()) {
      out.write(buffer);
    }
  }

  private static byte[] bytes(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.capacity()];
    buffer.get(0, bytes);
    return bytes;
  }

  private static ByteBuffer buffer(int length) {
    return ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
  }
}
