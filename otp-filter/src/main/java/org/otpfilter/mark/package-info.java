/** The session mark: what a session remembers of a verification; written, read, revoked. */
@NullMarked
package org.otpfilter.mark;

import org.jspecify.annotations.NullMarked;
