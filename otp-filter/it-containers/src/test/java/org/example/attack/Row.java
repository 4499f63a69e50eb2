package org.example.attack;

/**
 * One attack that takes several steps, with the number it has among the security requirements.
 *
 * @param name number and what is tried
 */
public record Row(String name, Attempt attempt) {

  /** Tries it; an assertion error tells what came of it that must not. */
  @FunctionalInterface
  public interface Attempt {
    void on(Site site) throws Exception;
  }

  @Override
  public String toString() {
    return name;
  }
}
