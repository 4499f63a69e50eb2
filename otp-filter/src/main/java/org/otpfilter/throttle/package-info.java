/** Attempt budgets: per user (the store is the truth) and per address. */
@NullMarked
package org.otpfilter.throttle;

import org.jspecify.annotations.NullMarked;
