package org.otpfilter.bench;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletResponse;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
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
import org.openjdk.jmh.annotations.Warmup;

/** A verified request under rules that resemble each other, by how many there are. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public class RuleShapeBenchmark {

  /** What the rules share with the request's path. */
  public enum Shape {
    /** Folders below the same first segment. */
    FIRST_SEGMENT("/account/folder%d/* verified within 5m"),
    /** The exact path, each with another method. */
    EXACT_PATH("METHOD%d /account/overview verified within 5m"),
    /** The folder, each with another method. */
    FOLDER("METHOD%d /account/* verified within 5m");

    private final String rule;

    Shape(String rule) {
      this.rule = rule;
    }
  }

  @Param public Shape shape = Shape.FIRST_SEGMENT;

  @Param({"10", "1000"})
  public int rules = 10;

  private final ServletResponse response = Stub.of(HttpServletResponse.class);
  private ProductSide product;
  private ContainerRequest request;
  private long reached;
  private final FilterChain application = (rq, rs) -> reached++;

  @Setup
  public void start() throws Exception {
    product =
        new ProductSide(
            IntStream.range(1, rules)
                .mapToObj(i -> shape.rule.formatted(i) + "\n")
                .collect(Collectors.joining("", "", "/* verified")));
    ContainerSession session = new ContainerSession();
    product.verified(session, true);
    request = new ContainerRequest("/account/overview", session);
  }

  @TearDown
  public void stop() {
    product.close();
  }

  @Benchmark
  public long request() throws Exception {
    long before = reached;
    product.handle(request, response, application);
    if (reached != before + 1) {
      throw new IllegalStateException("the request was denied");
    }
    return reached;
  }
}
