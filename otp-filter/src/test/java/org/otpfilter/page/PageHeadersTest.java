package org.otpfilter.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PageHeadersTest {
  @Test
  void pageWhenServedThenIsClosedToEverythingElse() {
    assertThat(PageHeaders.page(null))
        .containsEntry(
            "Content-Security-Policy",
            "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:;"
                + " form-action 'self'; base-uri 'none'; frame-ancestors 'none'")
        .containsEntry("Cache-Control", "no-store")
        .containsEntry("X-Frame-Options", "DENY")
        .containsEntry("X-Content-Type-Options", "nosniff")
        .containsEntry("Referrer-Policy", "same-origin")
        .containsEntry("Cross-Origin-Opener-Policy", "same-origin")
        .containsEntry("Cross-Origin-Resource-Policy", "same-origin")
        .containsKey("Permissions-Policy");
  }

  @Test
  void pageWhenSignOutLeadsElsewhereThenNamesThatOrigin() {
    assertThat(PageHeaders.page("https://login.example.org:8443"))
        .hasEntrySatisfying(
            "Content-Security-Policy",
            policy ->
                assertThat(policy)
                    .contains("form-action 'self' https://login.example.org:8443; base-uri"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "*",
        "'unsafe-inline'",
        "https://a.example; script-src *",
        "https://a.example *",
        "https://a.example/path",
        "https://a.example\r\nX: y",
        "javascript:alert(1)"
      })
  void pageWhenTheExtraTargetIsNoOriginThenIsRefused(String target) {
    assertThatThrownBy(() -> PageHeaders.page(target)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void inFrameWhenServedThenTheSameSiteMayFrameIt() {
    Map<String, String> headers = PageHeaders.inFrame();
    assertThat(headers).containsEntry("X-Frame-Options", "SAMEORIGIN");
    assertThat(headers.get("Content-Security-Policy")).endsWith("; frame-ancestors 'self'");
    assertThat(headers.keySet()).isEqualTo(PageHeaders.page(null).keySet());
  }

  @Test
  void answersWhenNotAssetsThenAreNeverStored() {
    assertThat(PageHeaders.json()).containsEntry("Cache-Control", "no-store");
    assertThat(PageHeaders.denial())
        .containsEntry("Cache-Control", "no-store")
        .containsEntry("X-Content-Type-Options", "nosniff");
    assertThat(PageHeaders.asset())
        .containsEntry("Cache-Control", "public, max-age=31536000, immutable")
        .containsEntry("X-Content-Type-Options", "nosniff");
  }
}
