package org.otpfilter.bench;

import com.bastiaanjansen.otp.HMACAlgorithm;
import com.bastiaanjansen.otp.TOTPGenerator;
import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import com.warrenstrange.googleauth.GoogleAuthenticator;
import com.warrenstrange.googleauth.GoogleAuthenticatorConfig.GoogleAuthenticatorConfigBuilder;
import com.warrenstrange.googleauth.HmacHashFunction;
import dev.samstevens.totp.code.DefaultCodeGenerator;
import dev.samstevens.totp.code.DefaultCodeVerifier;
import dev.samstevens.totp.code.HashingAlgorithm;
import java.security.InvalidKeyException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import javax.crypto.spec.SecretKeySpec;
import org.otpfilter.oath.Base32;
import org.otpfilter.oath.Code;
import org.otpfilter.oath.HashAlgorithm;
import org.otpfilter.oath.OtpParameters;
import org.otpfilter.oath.Totp;

/**
 * Whether a code is right for a key at a fixed time, over the steps −1, 0 and +1. A library that
 * stops at the first match does less for a right code; for a wrong one all compute three steps.
 */
public interface Checker {
  Instant NOW = Instant.ofEpochSecond(1_700_000_000L);

  /** The libraries. */
  enum Library {
    OTP_FILTER,
    JAVA_OTP,
    GOOGLE_AUTH,
    JAVA_TOTP,
    OTP_JAVA
  }

  boolean right(String code) throws Exception;

  static Checker of(Library library, HashAlgorithm hash, byte[] key) {
    return switch (library) {
      case OTP_FILTER -> product(hash, key);
      case JAVA_OTP -> javaOtp(hash, key);
      case GOOGLE_AUTH -> googleAuth(hash, key);
      case JAVA_TOTP -> javaTotp(hash, key);
      case OTP_JAVA -> otpJava(hash, key);
    };
  }

  private static Checker product(HashAlgorithm hash, byte[] key) {
    Totp totp = new Totp();
    OtpParameters parameters = new OtpParameters(hash, 6, 30);
    return code ->
        totp.matchingStep(
                key,
                parameters,
                Code.parse(code, n -> n == 6).orElseThrow(),
                Totp.step(NOW.getEpochSecond(), 30),
                1)
            != Totp.NO_MATCH;
  }

  /** It makes codes only; they are compared here, all three, as our own are. */
  private static Checker javaOtp(HashAlgorithm hash, byte[] key) {
    TimeBasedOneTimePasswordGenerator totp =
        new TimeBasedOneTimePasswordGenerator(Duration.ofSeconds(30), 6, "Hmac" + hash.name());
    SecretKeySpec spec = new SecretKeySpec(key, "Hmac" + hash.name());
    return code -> {
      int value = Integer.parseInt(code);
      return matches(totp, spec, value, -30)
          | matches(totp, spec, value, 0)
          | matches(totp, spec, value, 30);
    };
  }

  private static boolean matches(
      TimeBasedOneTimePasswordGenerator totp, SecretKeySpec key, int value, int seconds)
      throws InvalidKeyException {
    return totp.generateOneTimePassword(key, NOW.plusSeconds(seconds)) == value;
  }

  private static Checker googleAuth(HashAlgorithm hash, byte[] key) {
    GoogleAuthenticator totp =
        new GoogleAuthenticator(
            new GoogleAuthenticatorConfigBuilder()
                .setWindowSize(3)
                .setHmacHashFunction(
                    switch (hash) {
                      case SHA1 -> HmacHashFunction.HmacSHA1;
                      case SHA256 -> HmacHashFunction.HmacSHA256;
                      case SHA512 -> HmacHashFunction.HmacSHA512;
                    })
                .build());
    String secret = Base32.encode(key);
    return code -> totp.authorize(secret, Integer.parseInt(code), NOW.toEpochMilli());
  }

  private static Checker javaTotp(HashAlgorithm hash, byte[] key) {
    DefaultCodeVerifier totp =
        new DefaultCodeVerifier(
            new DefaultCodeGenerator(HashingAlgorithm.valueOf(hash.name())), NOW::getEpochSecond);
    String secret = Base32.encode(key);
    return code -> totp.isValidCode(secret, code);
  }

  private static Checker otpJava(HashAlgorithm hash, byte[] key) {
    TOTPGenerator totp =
        new TOTPGenerator.Builder(
                Base32.encode(key).getBytes(java.nio.charset.StandardCharsets.US_ASCII))
            .withHOTPGenerator(
                hotp ->
                    hotp.withPasswordLength(6).withAlgorithm(HMACAlgorithm.valueOf(hash.name())))
            .withClock(Clock.fixed(NOW, ZoneOffset.UTC))
            .withPeriod(Duration.ofSeconds(30))
            .build();
    return code -> totp.verify(code, 1);
  }
}
