/** What several tests share: real database servers and hand-written fakes. */
@NullMarked
package org.otpfilter.testing;

import org.jspecify.annotations.NullMarked;
