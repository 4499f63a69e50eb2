/** Rules: which requests need a second factor, and how fresh it must be. */
@NullMarked
package org.otpfilter.policy;

import org.jspecify.annotations.NullMarked;
