package org.otpfilter.servlet;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.otpfilter.audit.EventType;
import org.otpfilter.device.DeviceId;
import org.otpfilter.enrol.EnrolVerdict;
import org.otpfilter.enrol.Start;
import org.otpfilter.oath.Code;
import org.otpfilter.oath.KeyUri;
import org.otpfilter.page.EnrolView;
import org.otpfilter.page.Notice;
import org.otpfilter.page.Wait;
import org.otpfilter.secret.RecoveryCode;

/** Shows a new secret and takes its first code. The secret is in no session and no log. */
final class EnrolPage implements Examination.Handler {
  private final Desk desk;

  EnrolPage(Desk desk) {
    this.desk = desk;
  }

  /**
   * A POST goes on in two states in which the page is of no use: to tell a conflict, and to lead on
   * from the recovery codes. Both are found when the form has been read.
   */
  @Override
  public boolean elsewhere(Exchange x, Standing standing) throws IOException {
    if (standing.state() == State.S1) {
      boolean enrolling = PendingDevice.of(standing.session(), standing.user()) != null;
      if (x.isPost() && enrolling) {
        return false;
      }
      desk.examination().lead(x, Refusal.OTP_REQUIRED);
      return true;
    }
    if (standing.state() == State.S2 && !standing.fresh() && !x.isPost()) {
      desk.examination().refresh(x, standing, Page.ENROL);
      return true;
    }
    return false;
  }

  @Override
  public void get(Exchange x, Standing standing) throws IOException {
    if (standing.state() == State.S1N) {
      desk.examination().noteSpelling(x, standing.user(), standing.account());
    }
    Optional<Start.Pending> pending = begin(x, standing);
    if (pending.isEmpty()) {
      refuse(x, Refusal.TOO_MANY_DEVICES, Page.DEVICES, "link.devices");
    } else if (x.wantsJson()) {
      Map<String, Object> members = desk.stateAndToken(standing);
      members.put("secret", pending.get().secretBase32());
      members.put("uri", pending.get().uri());
      desk.replies().json(x, 200, members);
    } else {
      desk.replies().html(x, 200, page(x, standing, pending.get(), null, null));
    }
  }

  @Override
  public void post(Exchange x, Standing standing, FormBody form) throws IOException {
    if (standing.state() == State.S2 && form.field("action").equals(Optional.of("kept"))) {
      desk.toTarget(x, standing, x.contextPath() + "/");
      return;
    }
    if (standing.state() == State.S2 && !standing.fresh()) {
      desk.examination().refresh(x, standing, Page.ENROL);
      return;
    }
    Optional<Code> code =
        form.field("code")
            .flatMap(raw -> Code.parse(raw, length -> length == desk.settings().digits()));
    String name = form.field("name").orElse("");
    if (form.field("action").isPresent() || code.isEmpty()) {
      desk.examination().note(x, EventType.CODE_MALFORMED, standing.user());
      again(x, standing, Refusal.MALFORMED, "error.malformed", null);
    } else if (!DeviceName.fits(name)) {
      again(x, standing, Refusal.MALFORMED, "error.name", null);
    } else {
      confirm(x, standing, code.get(), name);
    }
  }

  private void confirm(Exchange x, Standing standing, Code code, String name) throws IOException {
    DeviceId pending = PendingDevice.of(standing.session(), standing.user());
    if (pending == null || standing.state() == State.S1) {
      conflict(x, standing);
      return;
    }
    EnrolVerdict verdict =
        desk.services()
            .enrolment()
            .confirm(standing.user(), pending, code, name, x.origin(desk.settings()));
    if (verdict instanceof EnrolVerdict.Confirmed done) {
      PendingDevice.drop(standing.session());
      desk.verification().mark(x, standing, done.epoch(), done.device(), done.at());
      answerEnrolled(x, standing, done.codes());
    } else if (verdict instanceof EnrolVerdict.Wait wait) {
      Wait pause = desk.replies().wait(x, wait.until(), desk.now());
      again(x, standing, Refusal.WAIT, null, pause);
    } else if (verdict instanceof EnrolVerdict.Refused) {
      again(x, standing, Refusal.CODE_REFUSED, "error.enrol-refused", null);
    } else {
      conflict(x, standing);
    }
  }

  private void answerEnrolled(Exchange x, Standing standing, List<RecoveryCode> codes)
      throws IOException {
    if (x.wantsJson()) {
      Map<String, Object> members = new LinkedHashMap<>();
      members.put("status", "enrolled");
      members.put("recoveryCodes", forPaper(codes));
      desk.replies().json(x, 200, members);
    } else if (codes.isEmpty()) {
      desk.toTarget(x, standing, x.pathOf(Page.DEVICES));
    } else {
      String page =
          desk.services().pages().recoveryCodes(desk.chrome(x, standing), forPaper(codes), true);
      desk.replies().html(x, 200, page);
    }
  }

  /** Recovery codes as people write them down. */
  static List<String> forPaper(List<RecoveryCode> codes) {
    List<String> shown = new ArrayList<>();
    codes.forEach(code -> shown.add(code.forPaper()));
    return shown;
  }

  private void conflict(Exchange x, Standing standing) throws IOException {
    PendingDevice.drop(standing.session());
    boolean challenge = standing.state() == State.S1;
    refuse(
        x,
        Refusal.CONFLICT,
        challenge ? Page.CHALLENGE : Page.ENROL,
        challenge ? "link.challenge" : "link.enrol");
  }

  private void refuse(Exchange x, Refusal refusal, Page next, String linkKey) throws IOException {
    desk.replies().refuse(x, refusal, x.pathOf(next), linkKey);
  }

  /** The same page with the same secret; a new one if the secret's time is over. */
  private void again(
      Exchange x,
      Standing standing,
      Refusal refusal,
      @Nullable String noticeKey,
      @Nullable Wait pause)
      throws IOException {
    if (x.wantsJson()) {
      desk.replies().problem(x, refusal);
      return;
    }
    if (standing.state() == State.S1) {
      refuse(x, refusal, Page.CHALLENGE, "link.challenge");
      return;
    }
    Optional<Start.Pending> pending = begin(x, standing);
    if (pending.isEmpty()) {
      refuse(x, Refusal.TOO_MANY_DEVICES, Page.DEVICES, "link.devices");
      return;
    }
    Notice notice =
        noticeKey == null ? null : Notice.of(noticeKey, Integer.toString(desk.settings().digits()));
    String page = page(x, standing, pending.get(), notice, pause);
    desk.replies().html(x, refusal.status(), page);
  }

  private Optional<Start.Pending> begin(Exchange x, Standing standing) {
    DeviceId current = PendingDevice.of(standing.session(), standing.user());
    Start start =
        desk.services().enrolment().begin(standing.user(), current, x.origin(desk.settings()));
    if (!(start instanceof Start.Pending pending)) {
      return Optional.empty();
    }
    if (!pending.id().equals(current)) {
      PendingDevice.set(standing.session(), standing.user(), pending.id());
    }
    return Optional.of(pending);
  }

  private String page(
      Exchange x,
      Standing standing,
      Start.Pending pending,
      @Nullable Notice notice,
      @Nullable Wait pause) {
    EnrolView view =
        new EnrolView(
            desk.settings().issuer(),
            KeyUri.shown(standing.user().name()),
            pending.secretBase32(),
            pending.uri(),
            desk.settings().digits(),
            notice,
            pause,
            pending.further());
    return desk.services().pages().enrolment(desk.chrome(x, standing), view);
  }
}
