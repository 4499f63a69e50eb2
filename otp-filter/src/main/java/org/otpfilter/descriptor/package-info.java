/** What a web application says of itself, read without running it, and what to think of it. */
@NullMarked
package org.otpfilter.descriptor;

import org.jspecify.annotations.NullMarked;
