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
  private static final long NOW = 50_000_000L;

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

  /** Two hashes make an HMAC. */
  @ParameterizedTest
  @CsvSource({
    "right,     0, 1, 6",
    "early,     1, 1, 6",
    "late,     -1, 1, 6",
    "replayed, -2, 1, 6",
    "wrong,   600, 1, 6",
    "right,     0, 0, 2",
    "wrong,   600, 0, 2"
  })
  void checkWhenAnyCodeThenComputesEveryStep(String what, long offset, int window, int hashes) {
    AtomicInteger computed = new AtomicInteger();
    Totp totp = new Totp(algorithm -> new CountingHash(algorithm.hash(), computed));
    String text = totp.generate(KEY, OtpParameters.DEFAULT, NOW + offset);
    Code code = Code.parse(text, n -> true).orElseThrow();
    computed.set(0);

    long step = totp.matchingStep(KEY, OtpParameters.DEFAULT, code, NOW, window);

    assertThat(step).isEqualTo(Math.abs(offset) <= window ? NOW + offset : Totp.NO_MATCH);
    assertThat(computed).as(what).hasValue(hashes);
  }

  /** Counts how often it is asked for a digest. */
  private static final class CountingHash extends MessageDigest {
    private final MessageDigest real;
    private final AtomicInteger computed;

    CountingHash(String name, AtomicInteger computed) {
      super(name);
      this.computed = computed;
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
      real.update(input);
    }

    @Override
    protected void engineUpdate(byte[] input, int offset, int length) {
      real.update(input, offset, length);
    }

    @Override
    protected byte[] engineDigest() {
      computed.incrementAndGet();
      return real.digest();
    }

    @Override
    protected void engineReset() {
      real.reset();
    }
  }
}
