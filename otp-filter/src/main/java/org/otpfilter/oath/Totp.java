package org.otpfilter.oath;

import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.ShortBufferException;

/**
 * Time-based codes (RFC 6238). Finds the step of a code; does not remember it, so replay,
 * throttling and clock are the caller's. Thread-safe.
 */
public final class Totp {

  /** The answer for a code of no step in the window. */
  public static final long NO_MATCH = -1;

  /** No ThreadLocal: in a webapp it would outlive the application. */
  private static final int POOLED = 16;

  private final Map<HashAlgorithm, BlockingQueue<Hmac>> pools = new EnumMap<>(HashAlgorithm.class);

  /** Working memory of one computation. */
  private static final class Hmac {
    private final Mac mac;
    private final byte[] counter = new byte[8];
    private final byte[] output = new byte[64];

    Hmac(Mac mac) {
      this.mac = mac;
    }

    Mac mac() {
      return mac;
    }

    byte[] counter() {
      return counter;
    }

    byte[] output() {
      return output;
    }
  }

  /** A key for one computation; it is copied once, where the JDK's own class copies it twice. */
  private static final class HmacKey implements SecretKey {
    private static final long serialVersionUID = 1L;

    private final transient byte[] bytes;
    private final String algorithm;

    HmacKey(byte[] bytes, String algorithm) {
      this.bytes = bytes;
      this.algorithm = algorithm;
    }

    @Override
    public String getAlgorithm() {
      return algorithm;
    }

    @Override
    public String getFormat() {
      return "RAW";
    }

    @Override
    public byte[] getEncoded() {
      return bytes.clone();
    }
  }

  /** A generator and checker for all algorithms. */
  public Totp() {
    for (HashAlgorithm algorithm : HashAlgorithm.values()) {
      pools.put(algorithm, new ArrayBlockingQueue<>(POOLED));
    }
  }

  private BlockingQueue<Hmac> pool(HashAlgorithm algorithm) {
    return Objects.requireNonNull(pools.get(algorithm));
  }

  /** The step of an instant (RFC 6238 section 4.2). */
  public static long step(long epochSeconds, int periodSeconds) {
    return Math.floorDiv(epochSeconds, (long) periodSeconds);
  }

  /**
   * The oldest step in {@code [step - window, step + window]} whose code this is, or {@link
   * #NO_MATCH}. Every step is computed, whichever matches (R007); steps before 0 never match.
   */
  public long matchingStep(byte[] key, OtpParameters parameters, Code code, long step, int window) {
    Hmac hmac = take(parameters.algorithm());
    try {
      hmac.mac().init(new HmacKey(key, parameters.algorithm().hmac()));
      long match = NO_MATCH;
      for (long candidate = step + window; candidate >= step - window; candidate--) {
        int value = value(hmac, parameters, candidate);
        boolean same = Hotp.same(value, code) && code.length() == parameters.digits();
        match = same && candidate >= 0 ? candidate : match;
      }
      return match;
    } catch (InvalidKeyException e) {
      throw new IllegalArgumentException("the key of a device cannot be used", e);
    } finally {
      giveBack(parameters.algorithm(), hmac);
    }
  }

  /** The code of a step, leading zeros kept. */
  public String generate(byte[] key, OtpParameters parameters, long step) {
    Hmac hmac = take(parameters.algorithm());
    try {
      hmac.mac().init(new HmacKey(key, parameters.algorithm().hmac()));
      int value = value(hmac, parameters, step);
      return String.format(Locale.ROOT, "%0" + parameters.digits() + "d", value);
    } catch (InvalidKeyException e) {
      throw new IllegalArgumentException("the key of a device cannot be used", e);
    } finally {
      giveBack(parameters.algorithm(), hmac);
    }
  }

  private static int value(Hmac hmac, OtpParameters parameters, long step) {
    Hotp.counter(step, hmac.counter());
    hmac.mac().update(hmac.counter());
    try {
      int length = hmac.mac().getMacLength();
      hmac.mac().doFinal(hmac.output(), 0);
      return Hotp.truncate(hmac.output(), length, parameters.digits());
    } catch (ShortBufferException e) {
      throw new AssertionError("the buffer holds the longest HMAC", e);
    }
  }

  private Hmac take(HashAlgorithm algorithm) {
    Hmac pooled = pool(algorithm).poll();
    if (pooled != null) {
      return pooled;
    }
    try {
      return new Hmac(Mac.getInstance(algorithm.hmac()));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java has no " + algorithm.hmac(), e);
    }
  }

  private void giveBack(HashAlgorithm algorithm, Hmac hmac) {
    // a full pool means that another one was made meanwhile; this one may go
    var unused = pool(algorithm).offer(hmac);
  }
}
