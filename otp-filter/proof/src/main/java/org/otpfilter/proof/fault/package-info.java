/**
 * Faults injected for real into a database under load, and what users are told meanwhile.
 * Afterwards the tables are read: what was answered is stored, and nothing else.
 */
@NullMarked
package org.otpfilter.proof.fault;

import org.jspecify.annotations.NullMarked;
