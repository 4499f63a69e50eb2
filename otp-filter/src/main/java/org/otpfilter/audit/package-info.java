/** Events: what happened, to whom, from where; never a code or a key. */
@NullMarked
package org.otpfilter.audit;

import org.jspecify.annotations.NullMarked;
