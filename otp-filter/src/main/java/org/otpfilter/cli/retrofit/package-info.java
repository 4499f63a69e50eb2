/** Puts the filter into a web application that somebody else built, and takes it out again. */
@NullMarked
package org.otpfilter.cli.retrofit;

import org.jspecify.annotations.NullMarked;
