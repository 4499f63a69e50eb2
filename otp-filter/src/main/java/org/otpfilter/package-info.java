/** The public edge of otp-filter: what {@code web.xml} names and what an embedder may import. */
@NullMarked
package org.otpfilter;

import org.jspecify.annotations.NullMarked;
