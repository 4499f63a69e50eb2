/** The store in a relational database: SQL, schema, pool. No other package knows SQL. */
@NullMarked
package org.otpfilter.jdbc;

import org.jspecify.annotations.NullMarked;
