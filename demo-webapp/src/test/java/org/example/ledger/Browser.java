package org.example.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.results.Rule;
import com.deque.html.axecore.selenium.AxeBuilder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.support.ui.ExpectedConditions;
import org.openqa.selenium.support.ui.WebDriverWait;

/** A headless Chromium with a new profile. It waits for conditions, never for time to pass. */
final class Browser implements AutoCloseable {

  private static final int PHONE_WIDTH = 360;

  private final ChromeDriver driver;
  private final WebDriverWait patience;
  private final String root;

  private Browser(ChromeDriver driver, String root) {
    this.driver = driver;
    this.patience = new WebDriverWait(driver, Duration.ofSeconds(30));
    this.root = root;
  }

  static Browser open(Ledger ledger, Path profile) {
    ChromeDriverService service =
        new ChromeDriverService.Builder()
            .usingDriverExecutable(Tool.CHROMEDRIVER.path().toFile())
            .usingAnyFreePort()
            .build();
    ChromeOptions options = new ChromeOptions();
    options.setBinary(Tool.CHROMIUM.path().toFile());
    options.addArguments(
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--no-first-run",
        "--lang=en",
        "--window-size=1280,1000",
        "--user-data-dir=" + profile);
    return new Browser(
        new ChromeDriver(service, options), "http://127.0.0.1:" + ledger.port() + "/demo");
  }

  void go(String path) {
    driver.get(root + path);
  }

  /** Where the browser is, below the context path. */
  String path() {
    String url = driver.getCurrentUrl();
    assertThat(url).startsWith(root);
    return url.substring(root.length());
  }

  WebElement one(String selector) {
    List<WebElement> found = all(selector);
    assertThat(found).as("%s on %s", selector, path()).hasSize(1);
    return found.get(0);
  }

  List<WebElement> all(String selector) {
    return driver.findElements(By.cssSelector(selector));
  }

  /** Replaces what a field holds. */
  void type(String selector, String text) {
    WebElement field = one(selector);
    field.clear();
    field.sendKeys(text);
  }

  /** Clicks what leads to another page, and waits until that page is there. */
  void follow(String selector) {
    WebElement page = one("html");
    one(selector).click();
    patience.until(ExpectedConditions.stalenessOf(page));
    patience.until(d -> "complete".equals(driver.executeScript("return document.readyState")));
  }

  /** Writes a picture of one element to the file. */
  void picture(String selector, Path file) throws Exception {
    Files.write(file, one(selector).getScreenshotAs(OutputType.BYTES));
  }

  void light() {
    scheme("light");
  }

  void dark() {
    scheme("dark");
  }

  /** Holds the page as it is now to axe in light and dark, and to the width of a phone. */
  void assertPageIsFitForEverybody() {
    dark();
    assertAxeFindsNothing("dark");
    light();
    assertAxeFindsNothing("light");
    Map<String, Object> phone =
        Map.of("width", PHONE_WIDTH, "height", 740, "deviceScaleFactor", 1, "mobile", true);
    driver.executeCdpCommand("Emulation.setDeviceMetricsOverride", phone);
    patience.until(d -> number("return screen.width") == PHONE_WIDTH);
    assertThat(number("return document.documentElement.scrollWidth"))
        .as("width of %s on a phone", path())
        .isLessThanOrEqualTo(PHONE_WIDTH);
    driver.executeCdpCommand("Emulation.clearDeviceMetricsOverride", Map.of());
    patience.until(d -> number("return innerWidth") > PHONE_WIDTH);
  }

  @Override
  public void close() {
    driver.quit();
  }

  private void scheme(String scheme) {
    driver.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
    // a colour still on its way to another would be measured half-way
    patience.until(
        d ->
            Boolean.TRUE.equals(
                driver.executeScript(
                    "return matchMedia('(prefers-color-scheme: ' + arguments[0] + ')').matches"
                        + " && document.getAnimations().length === 0",
                    scheme)));
  }

  private void assertAxeFindsNothing(String scheme) {
    List<String> findings =
        new AxeBuilder().analyze(driver).getViolations().stream().map(Browser::describe).toList();
    assertThat(findings).as("axe on %s in %s", path(), scheme).isEmpty();
  }

  private static String describe(Rule rule) {
    return rule.getId()
        + ": "
        + rule.getHelp()
        + rule.getNodes().stream()
            .map(node -> "\n  " + node.getTarget() + " " + node.getFailureSummary())
            .toList();
  }

  private long number(String script) {
    return ((Number) driver.executeScript(script)).longValue();
  }
}
