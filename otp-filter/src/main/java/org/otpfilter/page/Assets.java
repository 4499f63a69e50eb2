package org.otpfilter.page;

import java.util.Optional;

/**
 * The style sheet and the script, found by exact name only. Nothing else can be asked for, so there
 * is no path to walk.
 */
public final class Assets {
  private final Asset style;
  private final Asset script;

  Assets(Theme theme) {
    this.style = new Asset("css", "text/css; charset=utf-8", theme.text("otp.css"));
    this.script = new Asset("js", "text/javascript; charset=utf-8", theme.bundledText("otp.js"));
  }

  /** The asset of exactly this name. */
  public Optional<Asset> named(String name) {
    if (name.equals(style.name())) {
      return Optional.of(style);
    }
    return name.equals(script.name()) ? Optional.of(script) : Optional.empty();
  }

  /** The style sheet: the theme's, or the bundled one. */
  public Asset style() {
    return style;
  }

  /** The bundled script. */
  public Asset script() {
    return script;
  }
}
