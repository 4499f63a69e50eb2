package org.otpfilter.proof.fault;

import org.otpfilter.proof.SeededUser;

/** What one user was told about codes. Written by one thread. */
final class Story {
  private final SeededUser user;
  private int accepted;
  private int refused;
  private int unknown;
  private long highestStep = -1;

  Story(SeededUser user) {
    this.user = user;
  }

  SeededUser user() {
    return user;
  }

  void wasAccepted(long step) {
    accepted++;
    highestStep = Math.max(highestStep, step);
  }

  void wasRefused() {
    refused++;
  }

  /** Answered with 503: the attempt may have been stored all the same, or not. */
  void wasNotAnswered() {
    unknown++;
  }

  int accepted() {
    return accepted;
  }

  int refused() {
    return refused;
  }

  int unknown() {
    return unknown;
  }

  /** The step of the latest code that was taken, −1 for none; a code of the next may be typed. */
  long highestStep() {
    return highestStep;
  }
}
