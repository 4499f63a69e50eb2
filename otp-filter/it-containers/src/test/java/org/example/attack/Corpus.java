package org.example.attack;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** All that is tried on a site. */
public final class Corpus {
  private Corpus() {}

  /**
   * Sends the requests that stand alone, in the name of somebody who gave a password only.
   *
   * @param defended whether there is a second factor, with which that person has enrolled
   * @param every 1 for all requests, 5 for a fifth of them
   */
  public static Siege.Outcome besiege(Site site, boolean defended, int every)
      throws IOException, InterruptedException {
    String name = site.newName();
    if (defended) {
      site.enrolled(name);
    }
    List<Attack> all = attacks(site, site.signedIn(name));
    List<Attack> some = new ArrayList<>();
    for (int i = 0; i < all.size(); i += every) {
      some.add(all.get(i));
    }
    return new Siege(site).run(some);
  }

  /**
   * The protected paths at which somebody arrives who asks for them plainly.
   *
   * @param verified whether a second factor is there to be given
   */
  public static Set<String> reached(Site site, boolean verified) throws IOException {
    Client client = verified ? site.enrolled(site.newName()) : site.signedIn(site.newName());
    Set<String> reached = new TreeSet<>();
    for (String path : site.layout().closed()) {
      boolean plainly = client.get(path).holds(site.layout().canary());
      boolean encoded = client.get(Spellings.firstEncoded(path)).holds(site.layout().canary());
      if (plainly && encoded) {
        reached.add(path);
      }
    }
    return reached;
  }

  /** All attacks that take several steps. */
  public static List<Row> rows() {
    return Stream.of(
            Dispatches.rows(),
            Sessions.rows(),
            Flow.rows(),
            Forgeries.rows(),
            Bursts.rows(),
            Loads.rows())
        .flatMap(List::stream)
        .toList();
  }

  private static List<Attack> attacks(Site site, Client client) {
    Requests requests = new Requests(site, client);
    List<Attack> attacks = new ArrayList<>();
    attacks.addAll(requests.gets(new Spellings(site.context(), site.layout()).all()));
    attacks.addAll(requests.gets(new Dispatches(site).targets()));
    attacks.addAll(requests.others());
    attacks.addAll(new Smuggling(site, client).all());
    return attacks;
  }
}
