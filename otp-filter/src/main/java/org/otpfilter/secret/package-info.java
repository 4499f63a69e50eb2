/** Key material: birth, sealing at rest, comparison; the only randomness. */
@NullMarked
package org.otpfilter.secret;

import org.jspecify.annotations.NullMarked;
