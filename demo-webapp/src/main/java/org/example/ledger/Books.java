package org.example.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** All entries, in memory and in one file. A transfer is in the file before it is in memory. */
final class Books {

  /** Name of the context attribute. */
  static final String ATTRIBUTE = "books";

  private final Path file;
  private final Clock clock;
  private List<Entry> entries;

  private Books(Path file, Clock clock, List<Entry> entries) {
    this.file = file;
    this.clock = clock;
    this.entries = List.copyOf(entries);
  }

  /** Opens the books of a data folder; an empty folder gets the opening entries. */
  static Books open(Path folder, Clock clock) {
    Path file = folder.resolve("entries.tsv");
    try {
      if (Files.exists(file)) {
        return new Books(
            file, clock, Files.readAllLines(file, UTF_8).stream().map(Entry::ofLine).toList());
      }
      Books books = new Books(file, clock, opening(LocalDate.now(clock)));
      books.write(books.entries);
      return books;
    } catch (IOException | RuntimeException e) {
      throw new StartException("The books in " + file + " cannot be read or written: " + e, e);
    }
  }

  synchronized List<Entry> entriesOf(String holder) {
    return entries.stream().filter(entry -> entry.holder().equals(holder)).toList();
  }

  synchronized long balanceOf(String holder) {
    return entriesOf(holder).stream().mapToLong(Entry::cents).sum();
  }

  /** Moves money. Returns false, and changes nothing, where the payer has too little. */
  synchronized boolean transfer(Person from, Person to, long cents) {
    if (cents <= 0 || balanceOf(from.holder()) < cents) {
      return false;
    }
    LocalDate today = LocalDate.now(clock);
    List<Entry> after = new ArrayList<>(entries);
    after.add(new Entry(today, from.holder(), -cents, "Transfer to " + to.displayName()));
    after.add(new Entry(today, to.holder(), cents, "Transfer from " + from.displayName()));
    try {
      write(after);
    } catch (IOException e) {
      throw new UncheckedIOException("The transfer was not written to " + file, e);
    }
    entries = List.copyOf(after);
    return true;
  }

  private void write(List<Entry> all) throws IOException {
    String lines = all.stream().map(entry -> entry.toLine() + "\n").collect(Collectors.joining());
    Path draft = file.resolveSibling(file.getFileName() + ".tmp");
    try (FileChannel channel =
        FileChannel.open(
            draft,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING)) {
      ByteBuffer bytes = UTF_8.encode(lines);
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
  }

  private static List<Entry> opening(LocalDate today) {
    return List.of(
        new Entry(today.minusDays(74), "alice", 185_000, "Brought forward"),
        new Entry(today.minusDays(61), "alice", -6_240, "Stationery, Pemberton & Co."),
        new Entry(today.minusDays(38), "alice", 92_000, "Invoice 1047, North Mill"),
        new Entry(today.minusDays(12), "alice", -22_710, "Freight, Harbour Lines"),
        new Entry(today.minusDays(74), "bob", 64_300, "Brought forward"),
        new Entry(today.minusDays(45), "bob", -11_995, "Timber, Oakham Yard"),
        new Entry(today.minusDays(9), "bob", 27_500, "Invoice 1052, Weir House"),
        new Entry(today.minusDays(74), "carol", 310_450, "Brought forward"),
        new Entry(today.minusDays(31), "carol", -48_000, "Hall hire, St. Anne's"),
        new Entry(today.minusDays(5), "carol", 15_075, "Programme sales"));
  }
}
