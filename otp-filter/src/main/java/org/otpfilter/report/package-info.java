/** Who was stopped, or would have been in report mode: a bounded summary, and JMX. */
@NullMarked
package org.otpfilter.report;

import org.jspecify.annotations.NullMarked;
