package org.otpfilter.descriptor;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A stream that fails once it gives more than was promised: packed data may lie about its size. */
final class BoundedStream extends FilterInputStream {

  private final String name;
  private long left;

  BoundedStream(InputStream in, long most, String name) {
    super(in);
    this.left = most;
    this.name = name;
  }

  @Override
  public int read() throws IOException {
    int read = super.read();
    if (read >= 0) {
      count(1);
    }
    return read;
  }

  @Override
  public int read(byte[] buffer, int from, int length) throws IOException {
    int read = super.read(buffer, from, length);
    count(Math.max(0, read));
    return read;
  }

  @Override
  public long skip(long most) throws IOException {
    long skipped = super.skip(most);
    count(skipped);
    return skipped;
  }

  @Override
  public boolean markSupported() {
    return false;
  }

  private void count(long bytes) throws IOException {
    left -= bytes;
    if (left < 0) {
      throw new IOException(name + " holds more than it says");
    }
  }
}
