package org.otpfilter.bench;

import java.security.DigestException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.otpfilter.oath.HashAlgorithm;

/**
 * What three HMACs of a counter cost at least with the hashes of the JDK, in every way that its
 * interface offers. All ways must give the same bytes, or the run fails.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public class HashFloorBenchmark {
  private static final int STEPS = 3;

  @Param public HashAlgorithm hash = HashAlgorithm.SHA1;

  private MessageDigest digest;
  private MessageDigest keyedInside;
  private MessageDigest keyedOutside;
  private Mac mac;
  private byte[] inner;
  private byte[] outer;
  private byte[] blocks;
  private byte[] counter;
  private byte[] expected;

  @Setup
  public void prepare() throws GeneralSecurityException, CloneNotSupportedException {
    mac = Mac.getInstance("Hmac" + hash.name());
    byte[] key = new byte[hash.keyBytes()];
    Arrays.fill(key, (byte) 7);
    mac.init(new SecretKeySpec(key, mac.getAlgorithm()));
    digest = MessageDigest.getInstance(hash.name().replace("SHA", "SHA-"));
    int block = hash == HashAlgorithm.SHA512 ? 128 : 64;
    counter = new byte[Long.BYTES];
    inner = padded(key, block, 0x36, counter.length);
    outer = padded(key, block, 0x5c, digest.getDigestLength());
    // a block for the padding is added by the hash
    blocks = new byte[(4 * STEPS - 1) * block];
    keyedInside = (MessageDigest) digest.clone();
    keyedInside.update(inner, 0, block);
    keyedOutside = (MessageDigest) digest.clone();
    keyedOutside.update(outer, 0, block);
    expected = mac.doFinal(counter);
  }

  private static byte[] padded(byte[] key, int block, int pad, int more) {
    byte[] padded = new byte[block + more];
    for (int i = 0; i < block; i++) {
      padded[i] = (byte) ((i < key.length ? key[i] : 0) ^ pad);
    }
    return padded;
  }

  /** Twelve blocks in one go: no interface can be used for less without holding states. */
  @Benchmark
  public byte[] twelveBlocksAtOnce() {
    return digest.digest(blocks);
  }

  /** The six hashes, and nothing else. */
  @Benchmark
  public int sixHashes() throws DigestException {
    int length = digest.getDigestLength();
    for (int i = 0; i < STEPS; i++) {
      digest.update(inner);
      digest.digest(outer, outer.length - length, length);
      digest.update(outer);
      digest.digest(outer, outer.length - length, length);
      must(Arrays.equals(expected, 0, length, outer, outer.length - length, outer.length));
    }
    return outer[outer.length - 1];
  }

  /** Six blocks from held states, of which the interface gives copies only. */
  @Benchmark
  public int copiesOfStates() throws CloneNotSupportedException, DigestException {
    int length = digest.getDigestLength();
    int from = outer.length - length;
    for (int i = 0; i < STEPS; i++) {
      MessageDigest inside = (MessageDigest) keyedInside.clone();
      inside.update(counter);
      inside.digest(outer, from, length);
      MessageDigest outside = (MessageDigest) keyedOutside.clone();
      outside.update(outer, from, length);
      outside.digest(outer, from, length);
      must(Arrays.equals(expected, 0, length, outer, from, outer.length));
    }
    return outer[outer.length - 1];
  }

  /** A {@code Mac} that keeps the key of one device for ever. */
  @Benchmark
  public int macThatKeepsItsKey() {
    for (int i = 0; i < STEPS; i++) {
      must(Arrays.equals(expected, mac.doFinal(counter)));
    }
    return expected[0];
  }

  private static void must(boolean answer) {
    if (!answer) {
      throw new IllegalStateException("another HMAC");
    }
  }
}
