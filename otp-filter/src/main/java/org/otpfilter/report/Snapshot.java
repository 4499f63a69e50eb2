package org.otpfilter.report;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.otpfilter.audit.LogText;
import org.otpfilter.user.UserId;

/**
 * The summary at one moment.
 *
 * @param reporting whether requests would have been stopped; else they were
 * @param since the start of this node
 * @param requests how many were counted since
 * @param users how many different users stand in it
 * @param rows the most frequent first, then by user
 * @param notEnrolled users without a device, by name
 * @param merged whether there was too much to tell everything apart
 */
public record Snapshot(
    boolean reporting,
    Instant since,
    long requests,
    int users,
    List<Row> rows,
    List<Person> notEnrolled,
    boolean merged) {

  /** Copies the lists. */
  public Snapshot {
    rows = List.copyOf(rows);
    notEnrolled = List.copyOf(notEnrolled);
  }

  /** What is alike, with how often and when. */
  public record Row(Sighting sighting, long count, Instant first, Instant last) {

    String line() {
      UserId user = sighting.user();
      return count
          + " "
          + (user == null ? "nobody" : LogText.quoted(user.name()))
          + ": "
          + sighting.text()
          + ", "
          + first
          + " to "
          + last;
    }
  }

  /** A user who was seen. */
  public record Person(UserId user, long requests, Instant last) {}

  /** The whole in one line. */
  public String headline() {
    return requests
        + (reporting ? " request(s) would have been stopped since " : " request(s) stopped since ")
        + since
        + ": "
        + users
        + " user(s), "
        + notEnrolled.size()
        + " of them without a device";
  }

  /** The headline, the most frequent rows, and who is not enrolled, each in one line. */
  public List<String> lines(int most) {
    List<String> lines = new ArrayList<>();
    lines.add(headline());
    rows.stream().limit(most).forEach(row -> lines.add(row.line()));
    notEnrolled.stream()
        .limit(most)
        .forEach(person -> lines.add("not enrolled: " + LogText.quoted(person.user().name())));
    return lines;
  }
}
