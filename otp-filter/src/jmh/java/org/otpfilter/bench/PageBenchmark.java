package org.otpfilter.bench;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
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
  private String image;
  private String enrolment;
  private String challenge;

  /** The same input must give the same page each time; what is in the first one is looked at. */
  @Setup
  public void look() {
    image = holding(qr(), "<svg id=\"otp-qr\"", "<path fill=");
    // the page has its own words for those who do not see the image
    String modules = image.substring(image.indexOf("<path fill="));
    enrolment = holding(enrolment(), modules, SECRET, "id=\"otp-enrol\"", "form-token");
    challenge = holding(challenge(), "id=\"otp-challenge\"", "form-token");
  }

  @Benchmark
  public String qrImage() {
    return same(qr(), image);
  }

  @Benchmark
  public String enrolmentPage() {
    return same(enrolment(), enrolment);
  }

  @Benchmark
  public String challengePage() {
    return same(challenge(), challenge);
  }

  private static String qr() {
    return QrCode.svg(URI, "QR code");
  }

  private String enrolment() {
    EnrolView view = new EnrolView("Ledger", "alice", SECRET, URI, 6, null, null, false);
    return pages.enrolment(chrome, view);
  }

  private String challenge() {
    return pages.challenge(chrome, new ChallengeView(6, null, null, true));
  }

  private static String holding(String page, String... parts) {
    for (String part : parts) {
      if (!page.contains(part)) {
        throw new IllegalStateException("a page without " + part);
      }
    }
    return page;
  }

  private static String same(String page, String expected) {
    if (!page.equals(expected)) {
      throw new IllegalStateException("another page than before");
    }
    return page;
  }
}
