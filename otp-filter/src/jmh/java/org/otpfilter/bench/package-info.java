/** Benchmarks (JMH), the product beside its peers; no part of the product. */
package org.otpfilter.bench;
