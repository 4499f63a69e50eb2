/**
 * Requests that try to get round the second factor, generated, and sent over raw sockets to any
 * running site. What counts is what was served, never which status came back.
 */
@NullMarked
package org.example.attack;

import org.jspecify.annotations.NullMarked;
