package org.otpfilter.bench;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.otpfilter.page.ChallengeView;
import org.otpfilter.page.Chrome;
import org.otpfilter.page.EnrolView;
import org.otpfilter.page.Pages;
import org.otpfilter.page.QrCode;

/** Rendering: the QR image alone, the enrolment page with it, the challenge. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public class PageBenchmark {
  private static final String SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP";
  private static final String URI =
      "otpauth://totp/Ledger:alice?secret=" + SECRET + "&issuer=Ledger";

  private final Pages pages = new Pages(null, "Ledger");
  private final Chrome chrome = new Chrome("/ledger/otp", "form-token", "alice");

  @Benchmark
  public String qrImage() {
    return holding(QrCode.svg(URI, "QR code"), "<svg");
  }

  @Benchmark
  public String enrolmentPage() {
    EnrolView view = new EnrolView("Ledger", "alice", SECRET, URI, 6, null, null, false);
    return holding(pages.enrolment(chrome, view), "otp-qr");
  }

  @Benchmark
  public String challengePage() {
    return holding(
        pages.challenge(chrome, new ChallengeView(6, null, null, true)), "otp-challenge");
  }

  private static String holding(String page, String part) {
    if (!page.contains(part)) {
      throw new IllegalStateException("a page without " + part);
    }
    return page;
  }
}
