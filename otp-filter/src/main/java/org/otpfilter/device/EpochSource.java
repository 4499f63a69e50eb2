package org.otpfilter.device;

import java.time.Duration;
import java.util.Map;
import org.otpfilter.user.UserKey;

/** Tells whose epoch was raised of late, on any node. Used by one thread. */
public interface EpochSource extends AutoCloseable {

  /** Epochs of all users whose last factor change is at most so long ago by the store's clock. */
  Map<UserKey, Long> changedWithin(Duration back);

  @Override
  void close();
}
