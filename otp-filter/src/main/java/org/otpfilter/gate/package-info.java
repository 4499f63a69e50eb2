/**
 * The decision for a request of the host application, pure Java: {@link org.otpfilter.gate.Gate}.
 */
@NullMarked
package org.otpfilter.gate;

import org.jspecify.annotations.NullMarked;
