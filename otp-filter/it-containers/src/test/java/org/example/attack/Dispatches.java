package org.example.attack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Open pages, and closed ones, that lead on to protected content inside the container. */
final class Dispatches {
  private final Site site;

  Dispatches(Site site) {
    this.site = site;
  }

  static List<Row> rows() {
    return List.of(
        new Row("D17 signing in and leading on in one request", Dispatches::signingInOnTheWay));
  }

  private static void signingInOnTheWay(Site site) throws IOException {
    String enrolled = site.newName();
    site.enrolled(enrolled);
    String nobody = site.newName();
    long before = site.served();
    for (String path : site.layout().closed()) {
      for (String how : List.of("forward", "include", "async")) {
        for (String name : List.of(enrolled, nobody)) {
          String target = site.layout().dispatch() + query(how, path) + "&as=" + name;
          Reply reply = site.stranger().get(target);
          assertThat(reply.raw()).as(target).doesNotContain(site.layout().canary());
        }
      }
    }
    assertThat(site.served()).isEqualTo(before);
  }

  List<String> targets() {
    List<String> targets = new ArrayList<>();
    String open = site.context() + site.layout().dispatch();
    String closed = site.context() + site.layout().closedDispatch();
    for (String path : site.layout().closed()) {
      for (String to : spellings(path)) {
        for (String how : List.of("forward", "include", "async")) {
          targets.add(open + query(how, to));
          targets.add(open + ";x" + query(how, to));
          targets.add(closed + query(how, to));
          targets.add(open + query(how, site.layout().dispatch() + query("forward", to)));
          targets.add(open + query(how, site.layout().dispatch() + query("include", to)));
        }
      }
    }
    for (String status : List.of("404", "418", "403", "500", "400")) {
      targets.add(open + query("error", status));
      targets.add(open + query("forward", site.layout().dispatch() + query("error", status)));
      targets.add(open + query("include", site.layout().dispatch() + query("error", status)));
      targets.add(open + query("async", site.layout().dispatch() + query("error", status)));
      targets.add(closed + query("error", status));
    }
    targets.add(open + query("throw", ""));
    targets.add(open + query("forward", site.layout().dispatch() + query("throw", "")));
    targets.add(open + query("async", site.layout().dispatch() + query("throw", "")));
    for (String name : site.layout().servlets()) {
      targets.add(closed + query("named", name));
      targets.add(open + query("forward", site.layout().closedDispatch() + query("named", name)));
      targets.add(open + query("include", site.layout().closedDispatch() + query("named", name)));
      targets.add(open + query("async", site.layout().closedDispatch() + query("named", name)));
    }
    return targets;
  }

  private static List<String> spellings(String path) {
    return List.of(
        path,
        path + "?x=1",
        path + ";x",
        "/open/.." + path,
        "/otp/.." + path,
        "/otp/challenge/../.." + path,
        "/open/..;" + path,
        "/open/%2e%2e" + path,
        "/." + path,
        "/" + path,
        "/open/x/%2e%2e/.." + path,
        path + "/../" + path.substring(path.lastIndexOf('/') + 1),
        "/;x" + path);
  }

  private static String query(String how, String to) {
    return "?how=" + how + "&to=" + URLEncoder.encode(to, StandardCharsets.UTF_8);
  }
}
