package org.otpfilter.bench;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.otpfilter.OtpFilter;
import org.otpfilter.mark.Mark;
import org.otpfilter.mark.SessionMemory;
import org.otpfilter.user.UserNames;

/** The product, with H2 in memory. */
final class ProductSide implements Side {
  private final OtpFilter filter = new OtpFilter();

  /** The product under these rules. */
  ProductSide(String rules) throws ServletException {
    byte[] key = new byte[32];
    key[0] = 1;
    filter.init(
        Stub.config(
            Map.of(
                "rules",
                rules,
                "jdbc-url",
                "jdbc:h2:mem:" + UUID.randomUUID(),
                "secret-key",
                "k:" + Base64.getEncoder().encodeToString(key))));
  }

  /** A step-up rule for each folder, and the plain one for the rest. */
  static ProductSide ofFolders(List<String> folders) throws ServletException {
    return new ProductSide(
        folders.stream()
            .map(folder -> folder + "/* verified within 5m\n")
            .collect(Collectors.joining("", "", "/* verified")));
  }

  @Override
  public void verified(HttpSession session, boolean verified) {
    if (verified) {
      SessionMemory.setMark(
          session,
          Mark.of(
              UserNames.folded().identify("alice"), 0, "device", Instant.now(), true, false, ""));
    } else {
      SessionMemory.dropMark(session);
    }
  }

  @Override
  public void handle(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    filter.doFilter(request, response, chain);
  }

  @Override
  public void close() {
    filter.destroy();
  }
}
