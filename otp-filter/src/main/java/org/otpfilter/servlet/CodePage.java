package org.otpfilter.servlet;

import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.otpfilter.audit.EventType;
import org.otpfilter.challenge.Verdict;
import org.otpfilter.device.UserAccount;
import org.otpfilter.oath.Code;
import org.otpfilter.page.ChallengeView;
import org.otpfilter.page.Notice;
import org.otpfilter.page.RecoveryView;
import org.otpfilter.page.Wait;
import org.otpfilter.secret.RecoveryCode;

/** The challenge, with codes of an app or recovery codes. Judges no code itself. */
final class CodePage implements Examination.Handler {
  private final Desk desk;
  private final Kind kind;

  CodePage(Desk desk, Kind kind) {
    this.desk = desk;
    this.kind = kind;
  }

  /** What differs between the two kinds of code. */
  sealed interface Kind permits AppCodes, RecoveryCodes {
    /** The verdict; empty for what is no code of this kind. */
    Optional<Verdict> answer(Exchange x, Standing standing, String raw);

    String page(Exchange x, Standing standing, @Nullable Notice notice, @Nullable Wait pause);

    @Nullable Wait standingWait(UserAccount.Standing standing, Instant now);

    String refusedKey();

    String malformedKey();
  }

  @Override
  public boolean elsewhere(Exchange x, Standing standing) throws IOException {
    if (standing.state() != State.S1N) {
      return false;
    }
    desk.examination().lead(x, Refusal.ENROLMENT_REQUIRED);
    return true;
  }

  @Override
  public void get(Exchange x, Standing standing) throws IOException {
    desk.examination().noteSpelling(x, standing.user(), standing.account());
    if (x.wantsJson()) {
      desk.replies().json(x, 200, desk.stateAndToken(standing));
      return;
    }
    Wait pause = kind.standingWait(standing.account().standing(), desk.now());
    desk.replies().html(x, 200, kind.page(x, standing, null, pause));
  }

  @Override
  public void post(Exchange x, Standing standing, FormBody form) throws IOException {
    Optional<Verdict> verdict = form.field("code").flatMap(raw -> kind.answer(x, standing, raw));
    if (verdict.isEmpty()) {
      desk.examination().note(x, EventType.CODE_MALFORMED, standing.user());
      again(x, standing, Refusal.MALFORMED, kind.malformedKey());
    } else if (verdict.get() instanceof Verdict.Verified verified) {
      desk.verification().mark(x, standing, verified.epoch(), verified.device(), verified.at());
      answerVerified(x, standing);
    } else if (verdict.get() instanceof Verdict.Wait wait) {
      answerWait(x, standing, wait);
    } else {
      again(x, standing, Refusal.CODE_REFUSED, kind.refusedKey());
    }
  }

  private void answerVerified(Exchange x, Standing standing) throws IOException {
    if (x.wantsJson()) {
      desk.replies().json(x, 200, Map.of("status", "verified"));
    } else {
      desk.toTarget(x, standing, x.contextPath() + "/");
    }
  }

  private void answerWait(Exchange x, Standing standing, Verdict.Wait wait) throws IOException {
    Wait pause = desk.replies().wait(x, wait.until(), desk.now());
    if (x.wantsJson()) {
      desk.replies().problem(x, Refusal.WAIT);
    } else {
      desk.replies().html(x, Refusal.WAIT.status(), kind.page(x, standing, null, pause));
    }
  }

  private void again(Exchange x, Standing standing, Refusal refusal, String key)
      throws IOException {
    int digits = digits(standing.account());
    desk.again(x, refusal, key, digits, notice -> kind.page(x, standing, notice, null));
  }

  private static int digits(UserAccount account) {
    return account.devices().isEmpty() ? 6 : account.devices().get(0).digits();
  }

  private static @Nullable Wait until(@Nullable Instant end, Instant now) {
    return end == null || !end.isAfter(now) ? null : Replies.shown(end, now);
  }

  /** Codes of an authenticator app. */
  record AppCodes(Desk desk) implements Kind {
    @Override
    public Optional<Verdict> answer(Exchange x, Standing standing, String raw) {
      return Code.parse(
              raw,
              length ->
                  standing.account().devices().stream()
                      .anyMatch(device -> device.digits() == length))
          .map(
              code ->
                  desk.services()
                      .challenge()
                      .answer(standing.user(), code, x.origin(desk.settings())));
    }

    @Override
    public String page(
        Exchange x, Standing standing, @Nullable Notice notice, @Nullable Wait pause) {
      UserAccount account = standing.account();
      return desk.services()
          .pages()
          .challenge(
              desk.chrome(x, standing),
              new ChallengeView(digits(account), notice, pause, account.recoveryCodesLeft() > 0));
    }

    @Override
    public @Nullable Wait standingWait(UserAccount.Standing standing, Instant now) {
      return standing.locked() ? Replies.shown(null, now) : until(standing.waitUntil(), now);
    }

    @Override
    public String refusedKey() {
      return "error.code-refused";
    }

    @Override
    public String malformedKey() {
      return "error.malformed";
    }
  }

  /** Recovery codes. */
  record RecoveryCodes(Desk desk) implements Kind {
    @Override
    public Optional<Verdict> answer(Exchange x, Standing standing, String raw) {
      return RecoveryCode.parse(raw)
          .map(
              code ->
                  desk.services()
                      .challenge()
                      .recover(standing.user(), code, x.origin(desk.settings())));
    }

    @Override
    public String page(
        Exchange x, Standing standing, @Nullable Notice notice, @Nullable Wait pause) {
      return desk.services()
          .pages()
          .recovery(desk.chrome(x, standing), new RecoveryView(notice, pause));
    }

    @Override
    public @Nullable Wait standingWait(UserAccount.Standing standing, Instant now) {
      return until(standing.recoveryWaitUntil(), now);
    }

    @Override
    public String refusedKey() {
      return "error.recovery-refused";
    }

    @Override
    public String malformedKey() {
      return "error.recovery-malformed";
    }
  }
}
