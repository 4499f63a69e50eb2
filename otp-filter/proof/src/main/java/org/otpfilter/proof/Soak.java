package org.otpfilter.proof;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.LongStream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Ever new users, sessions and addresses against one node: its memory has to stay what it is. */
@Command(
    name = "Soak",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Three kinds of visits without end: users with a device who verify, users who mistype and"
          + " leave, users whom the database does not know. None comes twice, each from an address"
          + " of its own; sessions end after 10 s. Prints the heap after a full collection after"
          + " each lap. Exit code 1 if the last third of the laps needs over 10 % and 4 MiB more"
          + " than the third before, or an answer was wrong."
    })
public final class Soak implements Callable<Integer> {
  private static final int CONNECTIONS = 8;
  private static final int SESSION_SECONDS = 10;
  private static final long SLACK_KIB = 4 * 1024;

  @Option(names = "--laps", description = "(${DEFAULT-VALUE})")
  private int laps = 12;

  @Option(names = "--visits", description = "of a lap (${DEFAULT-VALUE})")
  private int visits = 5_000;

  @Option(names = "--folder", description = "of the database, kept (${DEFAULT-VALUE})")
  private Path folder = Path.of("target", "proof-soak");

  private final PrintStream out = System.out;

  @Override
  public Integer call() throws IOException, InterruptedException {
    long users = (long) laps * visits;
    try (Rig rig = Rig.start(folder, users, List.of("--recovery-codes=1"), out)) {
      Rig.Running node =
          rig.node("--set=trusted-proxies=127.0.0.1/32", "--session-seconds=" + SESSION_SECONDS);
      List<Long> heap = new ArrayList<>();
      long wrong;
      try (Crew crew = new Crew(node.port(), CONNECTIONS)) {
        for (int lap = 0; lap < laps; lap++) {
          long from = (long) lap * visits;
          crew.each(LongStream.range(from, from + visits).boxed().toList(), Soak::visit);
          heap.add(Heap.usedKibAfterCollection(node.process().pid()));
          out.println(line(lap, heap.get(lap), node));
        }
        wrong = crew.wrong();
      }
      return verdict(heap, wrong);
    }
  }

  private String line(int lap, long heap, Rig.Running node) throws IOException {
    return String.format(
        Locale.ROOT,
        "%d visits: heap %.1f MiB, resident %d MiB",
        (lap + 1L) * visits,
        heap / 1024.0,
        ProcessCpu.residentMib(node.process().pid()).orElse(-1L));
  }

  private int verdict(List<Long> heap, long wrong) {
    double before = average(heap.subList(laps / 3, laps * 2 / 3));
    double after = average(heap.subList(laps * 2 / 3, laps));
    boolean flat = after <= before * 1.1 || after <= before + SLACK_KIB;
    out.println((flat ? "flat" : "GROWS") + ", " + wrong + " wrong answers");
    return flat && wrong == 0 ? 0 : 1;
  }

  private static double average(List<Long> some) {
    return some.stream().mapToLong(Long::longValue).average().orElse(0);
  }

  private static boolean visit(Wire wire, long number) throws IOException {
    int kind = (int) (number % 3);
    SeededUser user = kind == 2 ? new SeededUser(Long.MAX_VALUE - number) : new SeededUser(number);
    Browser browser = Browser.behindProxy(user, Browser.Kind.HTML, number);
    boolean right = browser.signIn(wire) == 204 && browser.page(wire) == 302;
    if (kind == 2) {
      return right && browser.open(wire, "/otp/enrol").status() == 200;
    }
    right &= browser.openChallenge(wire) == 200;
    if (kind == 1) {
      long step = SeededUser.step(System.currentTimeMillis());
      return right && browser.answer(wire, user.wrongCode(step)) == 403;
    }
    return right && browser.verify(wire) && browser.page(wire) == 200;
  }

  /** Runs it. */
  public static void main(String[] args) {
    System.exit(new CommandLine(new Soak()).execute(args));
  }
}
