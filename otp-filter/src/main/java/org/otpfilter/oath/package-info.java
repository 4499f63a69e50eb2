/** RFC 4226, RFC 6238, Base32, Key URI; no clock, no I/O. */
@NullMarked
package org.otpfilter.oath;

import org.jspecify.annotations.NullMarked;
