package org.otpfilter.page;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the page of a user's devices shows. It decides nothing: a button that is not shown is
 * refused by the endpoint as well.
 *
 * @param recoveryCodesLeft how many recovery codes still work
 * @param mayRemoveLast whether the only device may go
 * @param fresh whether the last code is young enough for changes; if not, the page says that a
 *     change asks for one first
 */
public record DevicesView(
    List<DeviceRow> devices,
    int recoveryCodesLeft,
    boolean mayRemoveLast,
    @Nullable Notice notice,
    boolean fresh) {
  public DevicesView {
    devices = List.copyOf(devices);
  }
}
