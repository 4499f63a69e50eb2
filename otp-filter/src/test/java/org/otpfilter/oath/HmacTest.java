package org.otpfilter.oath;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The HMAC is the JDK's, and a check computes as many of them whatever the code (R007). */
final class HmacTest {

  private static final byte[] KEY = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);

  /** Keys from one byte to beyond the block of every hash (RFC 2104 section 2). */
  @ParameterizedTest
  @EnumSource
  void hmacWhenAnyKeyLengthThenTheSameAsTheJdk(HashAlgorithm algorithm)
      throws GeneralSecurityException {
    Random random = new Random(1);
    String name = "Hmac" + algorithm.name();
    Hmac hmac = new Hmac(MessageDigest.getInstance(algorithm.hash()), algorithm.block());
    for (int length = 1; length <= 140; length++) {
      byte[] key = new byte[length];
      random.nextBytes(key);
      long counter = random.nextLong();
      Mac mac = Mac.getInstance(name);
      mac.init(new SecretKeySpec(key, name));

      hmac.take(key);
      assertThat(hmac.of(counter))
          .as("%s, a key of %d bytes", name, length)
          .isEqualTo(mac.doFinal(ByteBuffer.allocate(8).putLong(counter).array()));
      hmac.forget();
    }
  }

  /**
   * Two hashes make an HMAC, and those of every step have as many bytes. A code of another length
   * than the device's, or a step before 1970, is no reason to stop.
   */
  @ParameterizedTest
  @CsvSource({
    "right,     50000000,   0, 6, 6, 1",
    "early,     50000000,   1, 6, 6, 1",
    "late,      50000000,  -1, 6, 6, 1",
    "replayed,  50000000,  -2, 6, 6, 1",
    "wrong,     50000000, 600, 6, 6, 1",
    "too long,  50000000,   0, 8, 6, 1",
    "too short, 50000000,   0, 6, 8, 1",
    "in 1970,          0,   0, 6, 6, 1",
    "wrong,            0, 600, 6, 6, 1",
    "right,     50000000,   0, 6, 6, 0",
    "wrong,     50000000, 600, 6, 6, 0"
  })
  void checkWhenAnyCodeThenComputesEveryStep(
      String what, long now, long offset, int typed, int own, int window) {
    for (HashAlgorithm algorithm : HashAlgorithm.values()) {
      AtomicInteger digests = new AtomicInteger();
      AtomicInteger bytes = new AtomicInteger();
      Totp totp = new Totp(a -> new CountingHash(a.hash(), digests, bytes));
      String text = totp.generate(KEY, new OtpParameters(algorithm, typed, 30), now + offset);
      Code code = Code.parse(text, n -> true).orElseThrow();
      digests.set(0);
      bytes.set(0);

      long step = totp.matchingStep(KEY, new OtpParameters(algorithm, own, 30), code, now, window);

      boolean right = Math.abs(offset) <= window && typed == own;
      assertThat(step).as(what).isEqualTo(right ? now + offset : Totp.NO_MATCH);
      int steps = 2 * window + 1;
      assertThat(digests).as("%s: hashes of %s", what, algorithm).hasValue(2 * steps);
      assertThat(bytes)
          .as("%s: bytes to hash for %s", what, algorithm)
          .hasValue((2 * algorithm.block() + Long.BYTES + algorithm.keyBytes()) * steps);
    }
  }

  /** Counts how often it is asked for a digest, and of how many bytes. */
  private static final class CountingHash extends MessageDigest {
    private final MessageDigest real;
    private final AtomicInteger digests;
    private final AtomicInteger bytes;

    CountingHash(String name, AtomicInteger digests, AtomicInteger bytes) {
      super(name);
      this.digests = digests;
      this.bytes = bytes;
      try {
        real = MessageDigest.getInstance(name);
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    protected int engineGetDigestLength() {
      return real.getDigestLength();
    }

    @Override
    protected void engineUpdate(byte input) {
      bytes.incrementAndGet();
      real.update(input);
    }

    @Override
    protected void engineUpdate(byte[] input, int offset, int length) {
      bytes.addAndGet(length);
      real.update(input, offset, length);
    }

    @Override
    protected byte[] engineDigest() {
      digests.incrementAndGet();
      return real.digest();
    }

    @Override
    protected void engineReset() {
      real.reset();
    }
  }
}
