package org.otpfilter.proof.fault;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;

/** A way to a server on the loopback address that can be made as bad as a network is. */
final class FaultProxy implements Closeable {

  /** What becomes of bytes. */
  enum Mode {
    /** They pass. */
    PASS,
    /** They pass until a number is reached that is drawn for each connection; then it is reset. */
    CUT,
    /** They pass until the server has answered so much over all connections; see cutAfter. */
    CUT_ALL,
    /** They are taken and go nowhere. */
    SWALLOW,
    /** They pass, those of the server late. */
    DELAY
  }

  private static final int LONGEST_CUT = 8_000;
  private static final long LATE_NANOS = 150_000_000;

  private final ServerSocket door = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
  private final int port;
  private final Random lengths = new Random(1);
  private final LongAdder harmed = new LongAdder();
  private final AtomicInteger budget = new AtomicInteger();
  private volatile Mode mode = Mode.PASS;

  FaultProxy(int port) throws IOException {
    this.port = port;
    inBackground(this::serve);
  }

  int port() {
    return door.getLocalPort();
  }

  void mode(Mode now) {
    mode = now;
  }

  /** Lets so many bytes of the server's answers pass, then nothing; what is open is reset. */
  void cutAfter(int bytes) {
    budget.set(bytes);
    mode = Mode.CUT_ALL;
  }

  /** How often it has cut, swallowed or delayed something. */
  long harmed() {
    return harmed.sum();
  }

  private void serve() throws IOException {
    while (true) {
      Socket client = door.accept();
      Socket server;
      try {
        server = new Socket(InetAddress.getLoopbackAddress(), port);
      } catch (IOException e) {
        reset(client); // the server is away
        continue;
      }
      client.setTcpNoDelay(true);
      server.setTcpNoDelay(true);
      inBackground(() -> copy(client, server, false));
      inBackground(() -> copy(server, client, true));
    }
  }

  private void copy(Socket from, Socket to, boolean answers) throws IOException {
    int left = length();
    try (from;
        to) {
      InputStream input = from.getInputStream();
      OutputStream output = to.getOutputStream();
      byte[] buffer = new byte[8192];
      for (int count = input.read(buffer); count >= 0; count = input.read(buffer)) {
        int passing = passing(count, left, answers);
        left -= count;
        output.write(buffer, 0, passing);
        output.flush();
        if (passing < count && (mode == Mode.CUT || mode == Mode.CUT_ALL)) {
          reset(from);
          reset(to);
          return;
        }
      }
    }
  }

  private synchronized int length() {
    return 1 + lengths.nextInt(LONGEST_CUT);
  }

  private int passing(int count, int left, boolean answers) {
    Mode now = mode;
    if (now == Mode.SWALLOW) {
      harmed.increment();
      return 0;
    }
    if (now == Mode.DELAY && answers) {
      harmed.increment();
      LockSupport.parkNanos(LATE_NANOS);
    }
    if (now == Mode.CUT_ALL && answers) {
      int passing = Math.min(count, Math.max(0, budget.getAndAdd(-count)));
      if (passing < count) {
        harmed.increment();
      }
      return passing;
    }
    if (now == Mode.CUT && count > left) {
      harmed.increment();
      return Math.max(0, left);
    }
    return count;
  }

  /** Without a farewell, as a firewall or a dead host does it. */
  private static void reset(Socket socket) throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }

  private interface Work {
    void run() throws IOException;
  }

  private static void inBackground(Work work) {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (IOException e) {
                // one side has gone, and the other goes too
              }
            });
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() throws IOException {
    door.close();
  }
}
