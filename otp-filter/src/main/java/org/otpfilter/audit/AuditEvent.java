package org.otpfilter.audit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.otpfilter.user.UserId;

/**
 * Something that happened. Holds no code, key, token or session id; {@code session} is a hash.
 *
 * @param device id of the device, {@code recovery}, or null
 * @param detail a reason or a count in words of ours; input only where it was parsed into a type
 * @param count how many like it this event stands for
 */
public record AuditEvent(
    EventType type,
    Instant at,
    @Nullable UserId user,
    @Nullable String device,
    Origin origin,
    @Nullable String detail,
    int count) {

  /** Where an event came from. */
  public record Origin(@Nullable String address, @Nullable String session) {
    /** The product itself, not a client. */
    public static final Origin HOUSE = new Origin(null, null);
  }

  /** One event of the type, with no device and no detail. */
  public static AuditEvent of(EventType type, Instant at, @Nullable UserId user, Origin origin) {
    return new AuditEvent(type, at, user, null, origin, null, 1);
  }

  /** The same, as another type. */
  public AuditEvent as(EventType other) {
    return new AuditEvent(other, at, user, device, origin, detail, count);
  }

  /** The same event of a device. */
  public AuditEvent ofDevice(@Nullable String id) {
    return new AuditEvent(type, at, user, id, origin, detail, count);
  }

  /** The same event with a reason. */
  public AuditEvent because(String reason) {
    return new AuditEvent(type, at, user, device, origin, reason, count);
  }

  /** The same event, standing for many. */
  public AuditEvent times(int many) {
    return new AuditEvent(type, at, user, device, origin, detail, many);
  }
}
