package org.otpfilter.proof;

/** How long answers took, in buckets that are 1.6 % wide or less. Of one thread, until merged. */
final class Latencies {
  private static final int SUB = 6;
  private static final int BUCKETS = 58 << SUB;

  private final long[] counts = new long[BUCKETS];
  private long total;

  void add(long nanos) {
    counts[bucket(Math.max(nanos, 1))]++;
    total++;
  }

  private static int bucket(long nanos) {
    int exponent = 63 - Long.numberOfLeadingZeros(nanos | 1L << SUB);
    return ((exponent - SUB) << SUB) + (int) (nanos >>> (exponent - SUB));
  }

  void merge(Latencies other) {
    for (int i = 0; i < BUCKETS; i++) {
      counts[i] += other.counts[i];
    }
    total += other.total;
  }

  long total() {
    return total;
  }

  /** Milliseconds that this share of the answers took at most. */
  double millis(double share) {
    long rank = Math.max(1, (long) Math.ceil(share * total));
    long seen = 0;
    for (int i = 0; i < BUCKETS; i++) {
      seen += counts[i];
      if (seen >= rank) {
        return lowest(i + 1) / 1e6;
      }
    }
    return 0;
  }

  private static double lowest(int bucket) {
    int exponent = Math.max(0, (bucket >> SUB) - 1);
    return Math.scalb(bucket - ((double) exponent * (1 << SUB)), exponent);
  }
}
