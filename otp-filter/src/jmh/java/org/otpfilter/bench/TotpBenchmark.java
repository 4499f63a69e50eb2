package org.otpfilter.bench;

import java.util.concurrent.TimeUnit;
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
import org.otpfilter.oath.OtpParameters;
import org.otpfilter.oath.Totp;

/**
 * Checking a code over the steps −1, 0 and +1, from the text as typed. A wrong answer fails the
 * run.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public class TotpBenchmark {

  @Param public Checker.Library library = Checker.Library.OTP_FILTER;

  @Param public HashAlgorithm hash = HashAlgorithm.SHA1;

  private Checker checker;
  private String right;
  private String wrong;

  @Setup
  public void enrol() {
    byte[] key = new byte[hash.keyBytes()];
    for (int i = 0; i < key.length; i++) {
      key[i] = (byte) (31 * i + 7);
    }
    checker = Checker.of(library, hash, key);
    OtpParameters parameters = new OtpParameters(hash, 6, 30);
    Totp totp = new Totp();
    long step = Totp.step(Checker.NOW.getEpochSecond(), 30);
    right = totp.generate(key, parameters, step);
    wrong = totp.generate(key, parameters, step + 1000);
  }

  @Benchmark
  public boolean wrongCode() throws Exception {
    return must(!checker.right(wrong));
  }

  @Benchmark
  public boolean rightCode() throws Exception {
    return must(checker.right(right));
  }

  private static boolean must(boolean answer) {
    if (!answer) {
      throw new IllegalStateException("the library answered wrongly");
    }
    return true;
  }
}
