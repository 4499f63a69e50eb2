/** Ledger: a small application that knows nothing of its second factor. */
package org.example.ledger;
