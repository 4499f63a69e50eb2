package org.otpfilter.servlet;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.otpfilter.device.StoreUnavailableException;
import org.otpfilter.page.Asset;
import org.otpfilter.page.Assets;
import org.otpfilter.user.UserId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The product's own pages, by exact path below the base path. Calls no chain, and answers every
 * path that {@link #isProductPath} knows. Thread-safe.
 */
public final class ProductPages {
  private static final Logger LOG = LoggerFactory.getLogger(ProductPages.class);
  private static final String ASSETS = "/assets/";

  private final EdgeSettings settings;
  private final Assets assets;
  private final Replies replies;
  private final Examination examination;
  private final CodePage challenge;
  private final CodePage recovery;
  private final EnrolPage enrol;
  private final DevicesPage devices;
  private final ReportPage report;
  private final LogoutPage logout;

  /**
   * The pages.
   *
   * @param visible the user whom the host application shows in a request, or null
   */
  public ProductPages(
      EdgeSettings settings,
      PageServices services,
      Function<HttpServletRequest, @Nullable UserId> visible) {
    this.settings = settings;
    this.assets = services.pages().assets();
    FormTokens tokens = new FormTokens(services.randomness(), settings.origins());
    this.replies = new Replies(services.pages(), settings, tokens);
    Standings standings = new Standings(settings, services, visible);
    this.examination = new Examination(settings, services, standings, tokens, replies);
    Verification verification = new Verification(settings, services.randomness());
    Desk desk = new Desk(settings, services, examination, replies, tokens, verification);
    this.challenge = new CodePage(desk, new CodePage.AppCodes(desk));
    this.recovery = new CodePage(desk, new CodePage.RecoveryCodes(desk));
    this.enrol = new EnrolPage(desk);
    this.devices = new DevicesPage(desk);
    this.report = new ReportPage(desk);
    this.logout = new LogoutPage(settings, examination, replies);
  }

  /** Whether the path, as the container decoded it, is one of the product's. */
  public boolean isProductPath(String path) {
    String below = below(path);
    return below != null && (Page.at(below).isPresent() || asset(below).isPresent());
  }

  /** Answers a request for a path of the product's. */
  public void serve(HttpServletRequest request, HttpServletResponse response, String path)
      throws IOException {
    String below = below(path);
    if (below == null) {
      throw new IllegalArgumentException("not a path of the product's: " + path);
    }
    Exchange x = Exchange.of(request, response, settings);
    Optional<Asset> asset = asset(below);
    if (asset.isPresent()) {
      serve(x, asset.get());
      return;
    }
    Page page =
        Page.at(below)
            .orElseThrow(() -> new IllegalArgumentException("not a path of ours: " + path));
    if (examination.methodAllowed(x, page)) {
      serve(x, page);
    }
  }

  private void serve(Exchange x, Asset asset) throws IOException {
    if (x.isHead() || x.request().getMethod().equals("GET")) {
      replies.asset(x, asset);
    } else {
      x.response().setHeader("Allow", "GET, HEAD");
      replies.refuse(x, Refusal.METHOD);
    }
  }

  private void serve(Exchange x, Page page) throws IOException {
    try {
      switch (page) {
        case CHALLENGE -> examination.pass(x, challenge);
        case RECOVERY -> examination.pass(x, recovery);
        case ENROL -> examination.pass(x, enrol);
        case DEVICES -> examination.pass(x, devices);
        case REPORT -> report(x);
        case LOGOUT -> logout.post(x);
      }
    } catch (UnreadableUserException e) {
      LOG.warn("{} answered 403", page.path(), e);
      replies.refuse(x, Refusal.UNREADABLE);
    } catch (StoreUnavailableException e) {
      LOG.warn("{} answered 503: the store is not available", page.path(), e);
      replies.refuse(x, Refusal.UNAVAILABLE, x.pathOf(page), "link.again");
    }
  }

  private void report(Exchange x) throws IOException {
    if (settings.operators().none()) {
      replies.refuse(x, Refusal.NOT_FOUND);
    } else {
      examination.pass(x, report);
    }
  }

  private @Nullable String below(String path) {
    String base = settings.basePath();
    return path.startsWith(base) ? path.substring(base.length()) : null;
  }

  private Optional<Asset> asset(String below) {
    return below.startsWith(ASSETS)
        ? assets.named(below.substring(ASSETS.length()))
        : Optional.empty();
  }
}
