package org.otpfilter.proof;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * How one thing compares with another that ran beside it, round for round: the median of the
 * rounds' ratios, and where the true median lies with a probability of 95 %, by the order of the
 * ratios alone (a sign test), since rounds on a shared machine are not normally distributed.
 */
record PairedRatio(double median, double lowest, double highest) {
  private static final double SIGMAS = 1.96;

  /**
   * Of rounds of the same numbers.
   *
   * @param figure what is compared, such as operations per second
   */
  static PairedRatio of(
      List<Figures.Row> ones, List<Figures.Row> others, ToDoubleFunction<Figures.Row> figure) {
    List<Double> ratios = new ArrayList<>();
    for (int i = 0; i < ones.size(); i++) {
      ratios.add(figure.applyAsDouble(ones.get(i)) / figure.applyAsDouble(others.get(i)));
    }
    ratios.sort(null);
    int count = ratios.size();
    int beyond = (int) Math.max(0, Math.floor((count - SIGMAS * Math.sqrt(count)) / 2));
    double median = (ratios.get((count - 1) / 2) + ratios.get(count / 2)) / 2;
    return new PairedRatio(median, ratios.get(beyond), ratios.get(count - 1 - beyond));
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%.3f (%.3f to %.3f)", median, lowest, highest);
  }
}
