/**
 * Programs that prove what the product costs and that nothing is lost: {@link
 * org.otpfilter.proof.Node} is a server process, {@link org.otpfilter.proof.Seed} fills a database,
 * {@link org.otpfilter.proof.Postgres} is one. Each has {@code --help}.
 */
@NullMarked
package org.otpfilter.proof;

import org.jspecify.annotations.NullMarked;
