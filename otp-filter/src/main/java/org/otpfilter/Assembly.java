package org.otpfilter;

import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletContext;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.otpfilter.audit.Audit;
import org.otpfilter.audit.AuditEvent;
import org.otpfilter.audit.EventType;
import org.otpfilter.challenge.Attempts;
import org.otpfilter.challenge.Challenge;
import org.otpfilter.config.Settings;
import org.otpfilter.enrol.EnrolSettings;
import org.otpfilter.enrol.Enrolment;
import org.otpfilter.enrol.FactorChanges;
import org.otpfilter.gate.Gate;
import org.otpfilter.gate.GateSettings;
import org.otpfilter.jdbc.Store;
import org.otpfilter.jdbc.StoreSettings;
import org.otpfilter.mark.EnrolmentView;
import org.otpfilter.mark.EpochWatch;
import org.otpfilter.mark.Epochs;
import org.otpfilter.oath.HashAlgorithm;
import org.otpfilter.oath.OtpParameters;
import org.otpfilter.oath.Totp;
import org.otpfilter.page.Pages;
import org.otpfilter.report.Recorder;
import org.otpfilter.report.Registration;
import org.otpfilter.report.RunningFilter;
import org.otpfilter.report.Verifications;
import org.otpfilter.secret.KeyFile;
import org.otpfilter.secret.Randomness;
import org.otpfilter.secret.SealingKeys;
import org.otpfilter.servlet.EdgeSettings;
import org.otpfilter.servlet.Guard;
import org.otpfilter.servlet.Operators;
import org.otpfilter.servlet.PageServices;
import org.otpfilter.servlet.StartCheck;
import org.otpfilter.servlet.StartReport;
import org.otpfilter.servlet.Visitors;
import org.otpfilter.throttle.AddressThrottle;
import org.otpfilter.throttle.Budget;
import org.otpfilter.user.RoleSource;
import org.otpfilter.user.TrustedProxies;
import org.otpfilter.user.UserNames;
import org.otpfilter.user.UserSources;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts the house together from its settings: the only place that reads the environment and knows
 * every part. What it has opened it closes, also when a later step fails.
 */
final class Assembly implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger("org.otpfilter");

  private final Deque<AutoCloseable> open = new ArrayDeque<>();
  private final ServletContext context;
  private final Settings settings;
  private final Clock clock;
  private final Randomness randomness = new Randomness();
  private final Verifications verifications = new Verifications();
  private final Guard guard;

  private Assembly(FilterConfig config, Settings settings, List<String> findings, Clock clock) {
    this.context = config.getServletContext();
    this.settings = settings;
    this.clock = clock;
    boolean complete = false;
    try {
      this.guard = assemble(config.getFilterName(), findings);
      complete = true;
    } finally {
      if (!complete) {
        close();
      }
    }
  }

  static Clock systemClock() {
    return Clock.systemUTC();
  }

  /** Reads the settings and starts; throws, saying what to do, if anything is not right. */
  static Assembly start(FilterConfig config, Clock clock) {
    ServletContext context = config.getServletContext();
    Settings settings = Surroundings.settings(config);
    settings.warnings().forEach(warning -> LOG.warn("{}", warning));
    StartCheck.refusal(context, config.getFilterName(), settings.web().upgradesBehind())
        .ifPresent(
            reason -> {
              throw new StartRefusedException(reason);
            });
    List<String> findings =
        StartReport.logged(
            context,
            config.getFilterName(),
            settings.policy(),
            settings.users().source(),
            settings.web().basePath());
    LOG.info("settings:\n{}", settings.describe());
    return new Assembly(config, settings, findings, clock);
  }

  Guard guard() {
    return guard;
  }

  private Guard assemble(String filterName, List<String> findings) {
    Visitors visitors = visitors();
    List<OtpListener> listeners = listeners();
    Store store = opened(Store.open(storeSettings(), sealingKeys(), clock));
    Epochs epochs = new Epochs(store::epochs, System::nanoTime, settings.sessions().verifiedFor());
    epochs.look();
    Audit audit = opened(new Audit(store.events(), listeners));
    audit.start();
    EnrolmentView enrolments = new EnrolmentView(store.devices(), epochs);
    boolean reporting = settings.reporting();
    Recorder recorder = opened(new Recorder(reporting, enrolments::of, audit::later, clock));
    recorder.start();
    opened(new EpochWatch(epochs, reason -> storeChanged(audit, reason))).start();

    PageServices services = services(store, epochs, audit, recorder);
    Gate.Parts gate =
        new Gate.Parts(
            gateSettings(), epochs, reporting ? enrolments.fromMemory() : enrolments, clock);
    Guard made =
        Guard.of(
            gate,
            visitors,
            services,
            edge(visitors),
            context.getContextPath(),
            settings.codes().header());
    opened(registration(filterName, findings, recorder));
    return made;
  }

  private PageServices services(Store store, Epochs epochs, Audit audit, Recorder recorder) {
    Totp totp = new Totp();
    Budget budget = new Budget(settings.limits().attempts(), settings.limits().lockAfter());
    Attempts attempts = new Attempts(new AddressThrottle(clock), audit, clock);
    int window = settings.codes().window();
    Challenge challenge = new Challenge(store.devices(), totp, budget, window, attempts, clock);
    Enrolment enrolment =
        new Enrolment(
            new Enrolment.Parts(store.devices(), totp, attempts, audit, randomness),
            enrolSettings(budget, window),
            clock,
            epochs::raise);
    FactorChanges changes =
        new FactorChanges(
            store.devices(),
            audit,
            randomness,
            clock,
            settings.enrolment().required(),
            epochs::raise);
    Pages pages = new Pages(settings.web().theme().orElse(null), issuer());
    return new PageServices(
        store.devices(), challenge, enrolment, changes, pages, audit, recorder, randomness, clock);
  }

  private Registration registration(String filterName, List<String> findings, Recorder recorder) {
    return Registration.of(
        ManagementFactory.getPlatformMBeanServer(),
        context.getContextPath(),
        filterName,
        new RunningFilter(
            Surroundings.version(), settings.mode(), findings, recorder, verifications));
  }

  private Visitors visitors() {
    TrustedProxies proxies = TrustedProxies.parse(settings.web().trustedProxies());
    ClassLoader loader = context.getClassLoader();
    return new Visitors(
        UserSources.parse(settings.users().source(), proxies, loader),
        RoleSource.parse(settings.users().roles(), proxies),
        settings.users().folded() ? UserNames.folded() : UserNames.exact(),
        proxies);
  }

  private StoreSettings storeSettings() {
    Settings.Database database = settings.database();
    return new StoreSettings(
        database.datasource(),
        database.jdbcUrl(),
        database.jdbcUser(),
        database.jdbcPassword(),
        folder(),
        database.migrate(),
        Surroundings.hostName());
  }

  private Path folder() {
    return settings.database().dataDir().resolve(Surroundings.folderName(context));
  }

  private SealingKeys sealingKeys() {
    Path file = settings.keys().file();
    if (file != null) {
      List<String> lines = KeyFile.read(file);
      if (KeyFile.isOpenToOthers(file)) {
        LOG.warn("the key file {} is open to others than its owner; chmod 600 closes it", file);
      }
      return SealingKeys.parse(lines, randomness);
    }
    List<String> lines = settings.keys().lines();
    return SealingKeys.parse(
        lines.isEmpty() ? KeyFile.readOrCreate(folder().resolve("secret.key"), randomness) : lines,
        randomness);
  }

  private EnrolSettings enrolSettings(Budget budget, int window) {
    Settings.Codes codes = settings.codes();
    return new EnrolSettings(
        new OtpParameters(
            HashAlgorithm.valueOf(codes.algorithm()),
            codes.digits(),
            Math.toIntExact(codes.period().toSeconds())),
        settings.enrolment().devicesPerUser(),
        settings.sessions().pendingFor(),
        issuer(),
        budget,
        window,
        settings.enrolment().required());
  }

  private GateSettings gateSettings() {
    return new GateSettings(
        settings.policy(),
        !settings.enrolment().required(),
        settings.sessions().verifiedFor(),
        settings.sessions().pendingFor(),
        settings.users().partlyVisible(),
        path -> settings.users().isLoginPath(path, false));
  }

  private EdgeSettings edge(Visitors visitors) {
    String logout = settings.web().logoutUrl();
    return new EdgeSettings(
        settings.web().basePath(),
        logout.startsWith("/") ? context.getContextPath() + logout : logout,
        new HashSet<>(settings.web().origins()),
        settings.web().insecureHttp(),
        !settings.sessions().changeId(),
        settings.sessions().verifiedFor(),
        settings.sessions().pendingFor(),
        settings.users().partlyVisible(),
        settings.enrolment().required(),
        visitors.proxies(),
        issuer(),
        settings.codes().digits(),
        settings.reporting(),
        Operators.of(settings.users().operators(), visitors.names(), visitors.roles()));
  }

  private String issuer() {
    String given = settings.enrolment().issuer();
    return given == null ? Surroundings.displayName(context) : given;
  }

  private List<OtpListener> listeners() {
    List<OtpListener> listeners = Surroundings.listeners(context);
    listeners.add(verifications);
    return listeners;
  }

  private void storeChanged(Audit audit, @Nullable RuntimeException reason) {
    EventType type = reason == null ? EventType.STORE_BACK : EventType.STORE_UNAVAILABLE;
    if (reason != null) {
      LOG.error("the database does not answer; codes cannot be checked until it does", reason);
    }
    audit.later(AuditEvent.of(type, clock.instant(), null, AuditEvent.Origin.HOUSE));
  }

  private <T extends AutoCloseable> T opened(T part) {
    open.push(part);
    return part;
  }

  @Override
  public void close() {
    while (!open.isEmpty()) {
      AutoCloseable part = open.pop();
      try {
        part.close();
      } catch (Exception e) {
        LOG.warn("{} did not close cleanly", part.getClass().getSimpleName(), e);
      }
    }
    LOG.debug("closed, class loader released: {}", Farewell.say());
  }
}
