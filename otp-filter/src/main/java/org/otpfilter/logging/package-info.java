/**
 * Log lines of the drop-in jars, handed to the host application's SLF4J or to the JDK's logging.
 */
@NullMarked
package org.otpfilter.logging;

import org.jspecify.annotations.NullMarked;
