/** Ledger: a small application that knows nothing of its second factor. */
@NullMarked
package org.example.ledger;

import org.jspecify.annotations.NullMarked;
