/** An old application with servlets of every kind; it knows nothing of a second factor. */
@NullMarked
package org.example.host;

import org.jspecify.annotations.NullMarked;
