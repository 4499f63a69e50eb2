package org.otpfilter.page;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the report shows to operators. Times are text, in UTC.
 *
 * @param reporting whether requests only would have been stopped
 * @param users how many different users stand in it
 * @param moreRows how many rows are not shown
 * @param notEnrolled the first of those without a device
 * @param notEnrolledAll how many of them there are
 * @param merged whether there was too much to tell everything apart
 */
public record ReportView(
    boolean reporting,
    String since,
    long requests,
    int users,
    List<Row> rows,
    int moreRows,
    List<Person> notEnrolled,
    int notEnrolledAll,
    boolean merged) {
  public ReportView {
    rows = List.copyOf(rows);
    notEnrolled = List.copyOf(notEnrolled);
  }

  /**
   * What is alike.
   *
   * @param user null for nobody, or for users who are not told apart
   * @param reason the end of a message key
   * @param client the end of a message key
   */
  public record Row(
      @Nullable String user,
      String path,
      String rule,
      String reason,
      String client,
      long count,
      String first,
      String last) {}

  /** A user without a device. */
  public record Person(String name, long requests, String last) {}
}
