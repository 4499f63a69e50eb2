package org.otpfilter.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.management.ManagementFactory;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a verified request costs in bytes. Runs without the JIT compiler's escape analysis (see the
 * pom), so that nothing is counted as nothing that is only optimised away where luck has it.
 */
final class AllocationTest {
  private static final int REQUESTS = 10_000;

  private long reached;

  @ParameterizedTest
  @ValueSource(ints = {1, 10, 1000})
  void verifiedRequestWhenWarmThenAllocatesNothing(int rules) throws Exception {
    String lines =
        IntStream.range(1, rules)
            .mapToObj(i -> "GET /area" + i + "/* verified within 5m for role r" + i + "\n")
            .collect(Collectors.joining());
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    ServletResponse response = Stub.of(HttpServletResponse.class);
    FilterChain application = (rq, rs) -> reached++;
    ContainerSession session = new ContainerSession();
    ContainerRequest request = new ContainerRequest("/account/overview.do", session);
    try (ProductSide product = new ProductSide(lines + "/* verified within 1h")) {
      product.verified(session, true);
      // enough for class loading and the first of everything
      for (int i = 0; i < REQUESTS; i++) {
        product.handle(request, response, application);
      }
      long before = threads.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < REQUESTS; i++) {
        product.handle(request, response, application);
      }
      long bytes = threads.getCurrentThreadAllocatedBytes() - before;

      assertThat(reached).isEqualTo(2L * REQUESTS);
      // an object of the smallest size in each request would be 160000
      assertThat(bytes).isLessThan(REQUESTS);
    }
  }
}
