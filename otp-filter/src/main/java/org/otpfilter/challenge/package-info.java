/** A submitted code, pure Java: {@link org.otpfilter.challenge.Challenge}. */
@NullMarked
package org.otpfilter.challenge;

import org.jspecify.annotations.NullMarked;
