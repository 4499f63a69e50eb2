package org.otpfilter.testing;

import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/** What fuzzing of archives needs: a place for them, and check sums that a fuzzer cannot guess. */
public final class Archives {

  private static final int LOCAL = 0x04034b50;
  private static final int LOCAL_LENGTH = 30;
  private static final int RECORD = 0x02014b50;
  private static final int RECORD_LENGTH = 46;
  private static final Path MEMORY = Path.of("/dev/shm");
  private static final Path FOLDER = folder();

  private Archives() {}

  /** Writes a file of that name, always the same place. */
  public static Path put(String name, byte[] content) throws IOException {
    return Files.write(FOLDER.resolve(name), content);
  }

  /** A place for a file of that name, where none is. */
  public static Path free(String name) throws IOException {
    Path path = FOLDER.resolve(name);
    Files.deleteIfExists(path);
    return path;
  }

  /**
   * The archive with the check sums of its unpacked entries set right, if its length is even; an
   * odd one stays as it is, so that wrong sums are tried as well.
   */
  public static byte[] summed(byte[] archive) {
    if (archive.length % 2 != 0) {
      return archive;
    }
    byte[] copy = archive.clone();
    ByteBuffer bytes = ByteBuffer.wrap(copy).order(ByteOrder.LITTLE_ENDIAN);
    for (int at = 0; at + RECORD_LENGTH <= copy.length; at++) {
      if (bytes.getInt(at) == RECORD && bytes.getShort(at + 10) == 0) {
        sum(bytes, at);
      }
    }
    return copy;
  }

  private static void sum(ByteBuffer bytes, int record) {
    int local = bytes.getInt(record + 42);
    long length = bytes.getInt(record + 24) & 0xFFFFFFFFL;
    if (local < 0
        || local > bytes.capacity() - LOCAL_LENGTH
        || bytes.getInt(local) != LOCAL
        || length > bytes.capacity()) {
      return;
    }
    int data =
        local
            + LOCAL_LENGTH
            + (bytes.getShort(local + 26) & 0xFFFF)
            + (bytes.getShort(local + 28) & 0xFFFF);
    if (data + length <= bytes.capacity()) {
      CRC32 crc = new CRC32();
      crc.update(bytes.array(), data, (int) length);
      bytes.putInt(record + 16, (int) crc.getValue());
      bytes.putInt(local + 14, (int) crc.getValue());
    }
  }

  private static Path folder() {
    try {
      // each input is written out, and synced when it is rewritten: better not to a disk
      Path folder =
          Files.isWritable(MEMORY)
              ? Files.createTempDirectory(MEMORY, "otp-filter-fuzz")
              : Files.createTempDirectory("otp-filter-fuzz");
      Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
      return folder;
    } catch (IOException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private static void delete(Path folder) {
    try (Stream<Path> all = Files.walk(folder)) {
      all.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
    } catch (IOException e) {
      // at the end of a test run nobody could do anything about it
    }
  }
}
