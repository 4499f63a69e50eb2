package org.otpfilter.bench;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A verified request through the product, through nothing, through Spring Security, through Shiro.
 * Each request counts that it reached the application; one that did not fails the run.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public class RequestBenchmark {

  /** The filter, shared by all threads. */
  @State(Scope.Benchmark)
  public static class Server {
    @Param({"NONE", "OTP_FILTER", "SPRING_SECURITY", "SHIRO"})
    public Side.Name side = Side.Name.NONE;

    /** How many rules there are; the last one is for everything and the one that matches. */
    @Param({"1", "10", "100", "1000"})
    public int rules = 1;

    Side filter;

    @Setup
    public void start() throws Exception {
      List<String> folders = IntStream.range(1, rules).mapToObj(i -> "/area" + i).toList();
      filter = Side.start(side, folders);
    }

    @TearDown
    public void stop() {
      filter.close();
    }
  }

  /** A browser with a session of its own. */
  @State(Scope.Thread)
  public static class Browser {
    private final ServletResponse response = Stub.of(HttpServletResponse.class);
    private ContainerRequest request;
    private long reached;
    private final FilterChain application = (rq, rs) -> reached++;

    @Setup
    public void signIn(Server server) {
      ContainerSession session = new ContainerSession();
      server.filter.verified(session, true);
      request = new ContainerRequest("/account/overview", session);
    }

    long get(Server server) throws Exception {
      long before = reached;
      server.filter.handle(request, response, application);
      if (reached != before + 1) {
        throw new IllegalStateException("the request was denied");
      }
      return reached;
    }
  }

  @Benchmark
  @Threads(1)
  public long oneThread(Server server, Browser browser) throws Exception {
    return browser.get(server);
  }

  @Benchmark
  @Threads(4)
  public long fourThreads(Server server, Browser browser) throws Exception {
    return browser.get(server);
  }
}
