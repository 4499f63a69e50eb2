package org.otpfilter.oath;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Function;

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
  private final Function<HashAlgorithm, MessageDigest> hashes;

  /** A generator and checker for all algorithms. */
  public Totp() {
    this(Totp::hash);
  }

  /** The same over other hashes, for tests. */
  Totp(Function<HashAlgorithm, MessageDigest> hashes) {
    this.hashes = hashes;
    for (HashAlgorithm algorithm : HashAlgorithm.values()) {
      pools.put(algorithm, new ArrayBlockingQueue<>(POOLED));
    }
  }

  private static MessageDigest hash(HashAlgorithm algorithm) {
    try {
      return MessageDigest.getInstance(algorithm.hash());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java has no " + algorithm.hash(), e);
    }
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
    Hmac hmac = take(parameters.algorithm(), key);
    try {
      long match = NO_MATCH;
      for (long candidate = step + window; candidate >= step - window; candidate--) {
        int value = Hotp.truncate(hmac.of(candidate), parameters.digits());
        boolean same = Hotp.same(value, code) && code.length() == parameters.digits();
        match = same && candidate >= 0 ? candidate : match;
      }
      return match;
    } finally {
      giveBack(parameters.algorithm(), hmac);
    }
  }

  /** The code of a step, leading zeros kept. */
  public String generate(byte[] key, OtpParameters parameters, long step) {
    Hmac hmac = take(parameters.algorithm(), key);
    try {
      int value = Hotp.truncate(hmac.of(step), parameters.digits());
      return String.format(Locale.ROOT, "%0" + parameters.digits() + "d", value);
    } finally {
      giveBack(parameters.algorithm(), hmac);
    }
  }

  private Hmac take(HashAlgorithm algorithm, byte[] key) {
    Hmac pooled = pool(algorithm).poll();
    Hmac hmac = pooled == null ? new Hmac(hashes.apply(algorithm), algorithm.block()) : pooled;
    hmac.take(key);
    return hmac;
  }

  private void giveBack(HashAlgorithm algorithm, Hmac hmac) {
    hmac.forget();
    // a full pool means that another one was made meanwhile; this one may go
    var unused = pool(algorithm).offer(hmac);
  }

  private BlockingQueue<Hmac> pool(HashAlgorithm algorithm) {
    return Objects.requireNonNull(pools.get(algorithm));
  }
}
