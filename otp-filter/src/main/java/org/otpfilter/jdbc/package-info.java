/** SQL implementations of the stores, the schema and the pool. */
@NullMarked
package org.otpfilter.jdbc;

import org.jspecify.annotations.NullMarked;
