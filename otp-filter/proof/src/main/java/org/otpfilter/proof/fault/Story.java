package org.otpfilter.proof.fault;

import org.otpfilter.proof.SeededUser;

/** What one user was told about codes. Written by one thread. */
final class Story {
  private final SeededUser user;
  private int accepted;
  private int refused;
  private int unknown;
  private long highestStep = -1;
  private boolean spentUnseen;
  private boolean ended;

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

  /** Refused although right: an attempt that was not answered must have spent the code. */
  void wasSpentUnseen() {
    spentUnseen = true;
  }

  /** Its last attempt was refused, after a right one. */
  void ended() {
    ended = true;
  }

  boolean isSpentUnseen() {
    return spentUnseen;
  }

  boolean hasEnded() {
    return ended;
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
