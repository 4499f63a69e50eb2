package org.otpfilter.mark;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpSession;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.otpfilter.testing.FakeSession;
import org.otpfilter.user.UserId;
import org.otpfilter.user.UserNames;

class SessionMemoryTest {
  private static final Instant NOON = Instant.parse("2030-01-01T12:00:00Z");
  private static final Instant LATER = NOON.plusSeconds(300);
  private static final UserNames NAMES = UserNames.folded();

  private final HttpSession session = new FakeSession().asHttpSession();

  @Test
  void firstDenialWhenAnotherUserIsPendingThenBeginsAnew() {
    denied("alice", NOON);

    assertThat(denied("bob", LATER)).isEqualTo(LATER);
  }

  @Test
  void firstDenialWhenTheSameUserIsSpeltAnewThenStays() {
    denied("alice", NOON);

    assertThat(denied("ÁLICE ", LATER)).isEqualTo(NOON);
  }

  @Test
  void memoryWhenSessionHasEndedThenIsEmptyAndTakesNothing() {
    denied("alice", NOON);
    session.invalidate();

    UserId bob = NAMES.identify("bob");
    SessionMemory.remember(session, bob);
    SessionMemory.forget(session);
    assertThat(SessionMemory.pending(session)).isNull();
    assertThat(SessionMemory.mark(session)).isNull();
  }

  private Instant denied(String name, Instant now) {
    SessionMemory.remember(session, NAMES.identify(name));
    return SessionMemory.firstDenial(session, now);
  }
}
