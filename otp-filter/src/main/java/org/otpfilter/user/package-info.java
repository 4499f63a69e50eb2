/** Who the host application says this is, and from which address; the key of a user. */
@NullMarked
package org.otpfilter.user;

import org.jspecify.annotations.NullMarked;
