package org.otpfilter.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import jakarta.servlet.http.HttpServletResponse;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each side does its work: what is measured is a decision and not a filter that lets all pass. */
final class SideTest {

  @ParameterizedTest
  @EnumSource
  void requestWhenVerifiedThenReachesTheApplicationAndLeavesNoAttribute(Side.Name name)
      throws Exception {
    ContainerSession session = new ContainerSession();
    ContainerRequest request = new ContainerRequest("/account/overview", session);
    AtomicInteger reached = new AtomicInteger();
    try (Side side = Side.start(name, List.of("/area1"))) {
      side.verified(session, true);
      for (int i = 0; i < 3; i++) {
        side.handle(
            request, Stub.of(HttpServletResponse.class), (rq, rs) -> reached.incrementAndGet());
      }
    }

    assertThat(reached).hasValue(3);
    assertThat(Collections.list(request.getAttributeNames())).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
  void requestWhenNotVerifiedThenDoesNotReachTheApplication(Side.Name name) throws Exception {
    ContainerSession session = new ContainerSession();
    ContainerRequest request = new ContainerRequest("/account/overview", session);
    AtomicInteger reached = new AtomicInteger();
    try (Side side = Side.start(name, List.of("/area1"))) {
      side.verified(session, false);
      // what a denial writes is none of this test's business; some sides throw
      Throwable unused =
          catchThrowable(
              () ->
                  side.handle(
                      request,
                      Stub.of(HttpServletResponse.class),
                      (rq, rs) -> reached.incrementAndGet()));
    }

    assertThat(reached).hasValue(0);
  }
}
