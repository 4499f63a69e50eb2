package org.otpfilter.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;
import org.otpfilter.mark.EnrolmentView.Enrolled;

class RegistrationTest {
  private static final String SHOP = "org.otpfilter:type=OtpFilter,context=\"/shop\",name=otp";

  private final MBeanServer server = MBeanServerFactory.newMBeanServer();

  private static OtpFilterMXBean filter(String version) {
    Recorder recorder =
        new Recorder(
            true, user -> Enrolled.NO, event -> {}, Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));
    return new RunningFilter(
        version, "report", List.of("a finding"), recorder, new Verifications());
  }

  private Set<String> names() throws JMException {
    Set<String> names = new TreeSet<>();
    server
        .queryNames(new ObjectName("org.otpfilter:*"), null)
        .forEach(name -> names.add(name.getCanonicalName()));
    return names;
  }

  @Test
  void filterWhenRegisteredThenShowsItsAttributes() throws JMException {
    try (Registration registration = Registration.of(server, "/shop", "otp", filter("1.2"))) {
      ObjectName name = new ObjectName(SHOP);

      assertThat(registration).isNotNull();
      assertThat(server.getAttribute(name, "Version")).isEqualTo("1.2");
      assertThat(server.getAttribute(name, "Mode")).isEqualTo("report");
      assertThat((String[]) server.getAttribute(name, "StartFindings"))
          .containsExactly("a finding");
    }
    assertThat(names()).isEmpty();
  }

  @Test
  void contextWhenStartedAgainThenTakesItsNameAgain() throws JMException {
    Registration.of(server, "/shop", "otp", filter("1")).close();
    Registration again = Registration.of(server, "/shop", "otp", filter("2"));

    assertThat(server.getAttribute(new ObjectName(SHOP), "Version")).isEqualTo("2");
    again.close();
    again.close();
    assertThat(names()).isEmpty();
  }

  @Test
  void contextWhenItRunsTwiceThenBothAreShownAndEachRemovesItself() throws JMException {
    Registration first = Registration.of(server, "/shop", "otp", filter("1"));
    Registration second = Registration.of(server, "/shop", "otp", filter("2"));

    assertThat(names()).hasSize(2);
    first.close();
    assertThat(server.getAttribute(new ObjectName(SHOP + ",instance=2"), "Version")).isEqualTo("2");
    second.close();
    assertThat(names()).isEmpty();
  }

  @Test
  void namesWhenTheyHoldAnythingThenAreShown() throws JMException {
    try (Registration registration =
        Registration.of(server, "/a,b=\"c*?", "my filter: *,x=1\n", filter("1"))) {
      assertThat(registration).isNotNull();
      assertThat(names()).hasSize(1);
    }
    assertThat(names()).isEmpty();
  }
}
