/** Undertow as a process of its own, told on its standard input what to deploy. */
@NullMarked
package org.example.undertow;

import org.jspecify.annotations.NullMarked;
