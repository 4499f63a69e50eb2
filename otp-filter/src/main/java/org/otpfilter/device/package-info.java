/** Devices, what a user has enrolled, and the interface of their store. */
@NullMarked
package org.otpfilter.device;

import org.jspecify.annotations.NullMarked;
