package org.otpfilter.servlet;

import jakarta.servlet.http.HttpSession;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.otpfilter.device.DeviceId;
import org.otpfilter.user.UserId;

/** Which pending device this session enrols: its id alone, never its secret (R040). */
final class PendingDevice {
  private static final String ATTRIBUTE = "org.otpfilter.enrolling";

  private PendingDevice() {}

  static @Nullable DeviceId of(HttpSession session, UserId user) {
    return session.getAttribute(ATTRIBUTE) instanceof List<?> list
            && list.size() == 2
            && user.key().hex().equals(list.get(0))
            && list.get(1) instanceof String id
        ? DeviceId.parse(id).orElse(null)
        : null;
  }

  static void set(HttpSession session, UserId user, DeviceId id) {
    session.setAttribute(ATTRIBUTE, List.of(user.key().hex(), id.value()));
  }

  static void drop(HttpSession session) {
    session.removeAttribute(ATTRIBUTE);
  }
}
