/** The operator's command line. */
@NullMarked
package org.otpfilter.cli;

import org.jspecify.annotations.NullMarked;
