/** New secret, otpauth URI, first right code, confirmed device, recovery codes. */
@NullMarked
package org.otpfilter.enrol;

import org.jspecify.annotations.NullMarked;
