/** Settings: raw texts from four places become checked records, with all problems at once. */
@NullMarked
package org.otpfilter.config;

import org.jspecify.annotations.NullMarked;
