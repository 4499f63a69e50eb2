package org.otpfilter.servlet;

import java.io.IOException;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.otpfilter.audit.AuditEvent;
import org.otpfilter.audit.EventType;
import org.otpfilter.device.DeviceId;
import org.otpfilter.device.UserAccount;
import org.otpfilter.enrol.Change;
import org.otpfilter.mark.Mark;
import org.otpfilter.mark.SessionMemory;
import org.otpfilter.page.DeviceRow;
import org.otpfilter.page.DevicesView;
import org.otpfilter.page.Notice;

/** The user's devices and recovery codes, and their changes. Needs a young code for a change. */
final class DevicesPage implements Examination.Handler {
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.ENGLISH).withZone(ZoneOffset.UTC);

  private final Desk desk;

  DevicesPage(Desk desk) {
    this.desk = desk;
  }

  @Override
  public boolean elsewhere(Exchange x, Standing standing) throws IOException {
    switch (standing.state()) {
      case S1N -> desk.examination().lead(x, Refusal.ENROLMENT_REQUIRED);
      case S1 -> desk.examination().lead(x, Refusal.OTP_REQUIRED);
      default -> {
        if (!x.isPost() || standing.fresh()) {
          return false;
        }
        desk.examination().refresh(x, standing, Page.DEVICES);
      }
    }
    return true;
  }

  @Override
  public void get(Exchange x, Standing standing) throws IOException {
    if (x.wantsJson()) {
      List<Map<String, String>> devices = new ArrayList<>();
      for (UserAccount.Entry device : standing.account().devices()) {
        Map<String, String> row = new LinkedHashMap<>();
        row.put("id", device.id().value());
        row.put("name", device.name());
        devices.add(row);
      }
      Map<String, Object> members = desk.stateAndToken(standing);
      members.put("devices", devices);
      members.put("recoveryCodesLeft", standing.account().recoveryCodesLeft());
      desk.replies().json(x, 200, members);
    } else {
      desk.replies().html(x, 200, page(x, standing, null));
    }
  }

  @Override
  public void post(Exchange x, Standing standing, FormBody form) throws IOException {
    Optional<DeviceId> device = form.field("device").flatMap(DeviceId::parse);
    String name = form.field("name").orElse("");
    switch (form.field("action").orElse("")) {
      case "rename" -> {
        if (device.isEmpty()) {
          malformed(x);
        } else if (name.isBlank() || !DeviceName.fits(name)) {
          desk.again(x, Refusal.MALFORMED, "error.name", 0, n -> page(x, standing, n));
        } else {
          rename(x, standing, device.get(), name);
        }
      }
      case "remove" -> {
        if (device.isEmpty()) {
          malformed(x);
        } else {
          remove(x, standing, device.get());
        }
      }
      case "new-recovery-codes" -> renew(x, standing);
      default -> malformed(x);
    }
  }

  private void rename(Exchange x, Standing standing, DeviceId device, String name)
      throws IOException {
    var origin = x.origin(desk.settings());
    answer(
        x,
        standing,
        device,
        desk.services().changes().rename(standing.user(), device, name, origin));
  }

  private void remove(Exchange x, Standing standing, DeviceId device) throws IOException {
    var origin = x.origin(desk.settings());
    answer(x, standing, device, desk.services().changes().remove(standing.user(), device, origin));
  }

  private void renew(Exchange x, Standing standing) throws IOException {
    Change change =
        desk.services().changes().newRecoveryCodes(standing.user(), x.origin(desk.settings()));
    if (!(change instanceof Change.Done done)) {
      throw new IllegalStateException("new recovery codes were not made: " + change);
    }
    carryOn(standing, done);
    List<String> codes = EnrolPage.forPaper(done.codes());
    if (x.wantsJson()) {
      Map<String, Object> members = new LinkedHashMap<>();
      members.put("status", "changed");
      members.put("recoveryCodes", codes);
      desk.replies().json(x, 200, members);
    } else {
      ReturnTarget.set(standing.session(), standing.user(), x.pathOf(Page.DEVICES));
      String page = desk.services().pages().recoveryCodes(desk.chrome(x, standing), codes, false);
      desk.replies().html(x, 200, page);
    }
  }

  private void answer(Exchange x, Standing standing, DeviceId device, Change change)
      throws IOException {
    if (change instanceof Change.Done done) {
      carryOn(standing, done);
      if (x.wantsJson()) {
        desk.replies().json(x, 200, Map.of("status", "changed"));
      } else {
        desk.replies().redirect(x, 303, x.pathOf(Page.DEVICES));
      }
    } else if (change instanceof Change.LastDevice) {
      refuse(x, Refusal.LAST_DEVICE);
    } else {
      noteForeign(x, standing, device);
      refuse(x, Refusal.NOT_FOUND);
    }
  }

  /** This session goes on; the marks of all others are of an earlier epoch now. */
  private static void carryOn(Standing standing, Change.Done done) {
    Mark mark = standing.mark();
    if (mark != null && mark.epoch() != done.epoch()) {
      SessionMemory.setMark(standing.session(), mark.atEpoch(done.epoch()));
    }
  }

  private void noteForeign(Exchange x, Standing standing, DeviceId device) {
    desk.services()
        .audit()
        .later(
            AuditEvent.of(
                    EventType.FOREIGN_DEVICE,
                    desk.now(),
                    standing.user(),
                    x.origin(desk.settings()))
                .ofDevice(device.value()));
  }

  private void malformed(Exchange x) throws IOException {
    refuse(x, Refusal.MALFORMED);
  }

  private void refuse(Exchange x, Refusal refusal) throws IOException {
    desk.replies().refuse(x, refusal, x.pathOf(Page.DEVICES), "link.devices");
  }

  private String page(Exchange x, Standing standing, @Nullable Notice notice) {
    List<DeviceRow> rows = new ArrayList<>();
    for (UserAccount.Entry device : standing.account().devices()) {
      rows.add(new DeviceRow(device.id().value(), device.name(), DAY.format(device.confirmedAt())));
    }
    DevicesView view =
        new DevicesView(
            rows,
            standing.account().recoveryCodesLeft(),
            !desk.settings().enrolmentRequired(),
            notice,
            standing.fresh());
    return desk.services().pages().devices(desk.chrome(x, standing), view);
  }
}
