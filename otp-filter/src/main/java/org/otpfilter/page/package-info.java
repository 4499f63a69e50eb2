/** HTML, messages, QR, response headers and JSON, as values; knows no servlet API. */
@NullMarked
package org.otpfilter.page;

import org.jspecify.annotations.NullMarked;
