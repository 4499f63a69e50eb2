/** The bundled pages: HTTP to values and back, form tokens, return target, headers. */
@NullMarked
package org.otpfilter.servlet;

import org.jspecify.annotations.NullMarked;
