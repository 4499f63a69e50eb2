package org.otpfilter.bench;

import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.otpfilter.secret.Randomness;
import org.otpfilter.secret.RecoveryCode;
import org.otpfilter.secret.RecoveryHash;
import org.otpfilter.secret.SealingKeys;
import org.otpfilter.secret.SecretBytes;

/** Sealing and unsealing a device's secret, and checking a recovery code. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public class SecretBenchmark {
  private static final String USER = "0123456789abcdef".repeat(4);

  private final Randomness randomness = new Randomness();
  private final SealingKeys keys =
      SealingKeys.parse(
          List.of("k:" + Base64.getEncoder().encodeToString(randomness.bytes(32))), randomness);
  private final SecretBytes secret = new SecretBytes(randomness.bytes(20));
  private final byte[] sealed = keys.seal(secret, "row");
  private final List<RecoveryCode> codes = RecoveryCode.newSet(randomness, 2);
  private final RecoveryHash hash = RecoveryHash.of(codes.get(0), USER, randomness);

  private byte[] last = sealed;

  @Benchmark
  public byte[] seal() {
    byte[] before = last;
    last = keys.seal(secret, "row");
    must(last.length == sealed.length && !Arrays.equals(last, before));
    return last;
  }

  /** Opening each would be another benchmark; the last of many is opened. */
  @TearDown(Level.Iteration)
  public void openLast() {
    must(keys.open(last, "row").equals(secret));
  }

  @Benchmark
  public SecretBytes unseal() {
    SecretBytes opened = keys.open(sealed, "row");
    must(opened.equals(secret));
    return opened;
  }

  @Benchmark
  public boolean rightRecoveryCode() {
    return must(hash.matches(codes.get(0), USER));
  }

  @Benchmark
  public boolean wrongRecoveryCode() {
    return must(!hash.matches(codes.get(1), USER));
  }

  private static boolean must(boolean answer) {
    if (!answer) {
      throw new IllegalStateException("a wrong answer");
    }
    return true;
  }
}
