package org.otpfilter.mark;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.otpfilter.user.UserId;
import org.otpfilter.user.UserKey;

/**
 * What a session remembers of a verification: who, at which epoch, with which device, when. A fact
 * about the past; whether it still counts is asked of {@link Epochs} and of the rule.
 *
 * <p>In the session it is an unmodifiable list of JDK types (R062).
 */
public final class Mark {
  private static final int FIELDS = 8;

  /** Made by {@link List#of}; no other list is taken for a mark. */
  private static final Class<?> SHAPE = List.of(1, 2, 3, 4, 5, 6, 7, 8).getClass();

  private final List<?> attribute;
  private final UserId user;
  private final long epoch;
  private final String device;
  private final long verifiedAt;
  private final boolean secure;
  private final boolean constrained;
  private final String binding;

  private Mark(List<?> attribute) {
    this.attribute = attribute;
    this.user = new UserId(new UserKey((String) attribute.get(1)), (String) attribute.get(0));
    this.epoch = (Long) attribute.get(2);
    this.device = (String) attribute.get(3);
    this.verifiedAt = (Long) attribute.get(4);
    this.secure = (Boolean) attribute.get(5);
    this.constrained = (Boolean) attribute.get(6);
    this.binding = (String) attribute.get(7);
  }

  /**
   * A new mark.
   *
   * @param device id of the device, or {@code recovery}
   * @param secure made over TLS: it does not count without
   * @param constrained the container shows the user inside a constraint only (BASIC, DIGEST,
   *     certificates)
   * @param binding value of the cookie that must come with it, empty where the session id changed
   */
  public static Mark of(
      UserId user,
      long epoch,
      String device,
      Instant verifiedAt,
      boolean secure,
      boolean constrained,
      String binding) {
    return new Mark(
        List.<Object>of(
            user.name(),
            user.key().hex(),
            epoch,
            device,
            verifiedAt.toEpochMilli(),
            secure,
            constrained,
            binding));
  }

  /** Reads a session attribute; null for anything that is not a mark. */
  static @Nullable Mark read(@Nullable Object attribute) {
    if (attribute == null
        || attribute.getClass() != SHAPE
        || !(attribute instanceof List<?> list)
        || list.size() != FIELDS) {
      return null;
    }
    boolean typed =
        list.get(0) instanceof String
            && list.get(1) instanceof String
            && list.get(2) instanceof Long
            && list.get(3) instanceof String
            && list.get(4) instanceof Long
            && list.get(5) instanceof Boolean
            && list.get(6) instanceof Boolean
            && list.get(7) instanceof String;
    return typed ? new Mark(list) : null;
  }

  /** What goes into the session. */
  List<?> attribute() {
    return attribute;
  }

  /** The user's name as it was reported. */
  public String name() {
    return user.name();
  }

  /** The user's key, in hex. */
  public String key() {
    return user.key().hex();
  }

  /** The user. */
  public UserId user() {
    return user;
  }

  /** Whether it is the mark of that user. */
  public boolean isOf(UserId other) {
    return user.key().equals(other.key());
  }

  /** The epoch at which it was made. */
  public long epoch() {
    return epoch;
  }

  /** Id of the device, or {@code recovery}. */
  public String device() {
    return device;
  }

  /** When the code was accepted. */
  public Instant verifiedAt() {
    return Instant.ofEpochMilli(verifiedAt);
  }

  /** Whether less than the given time has passed since; a mark from the future counts as new. */
  public boolean isYoungerThan(Duration age, long nowMillis) {
    return nowMillis - verifiedAt < age.toMillis();
  }

  /** Whether it was made over TLS. */
  public boolean secure() {
    return secure;
  }

  /** Whether the container shows the user inside a constraint only. */
  public boolean constrained() {
    return constrained;
  }

  /** Value of the cookie that must come with it; empty if none must. */
  public String binding() {
    return binding;
  }

  /** The same verification at a later epoch, for the session that changed a factor itself. */
  public Mark atEpoch(long epoch) {
    return of(user, epoch, device, verifiedAt(), secure, constrained, binding);
  }
}
