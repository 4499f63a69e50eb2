package org.example.ledger;

/** An entry of the staff directory. */
record Person(String holder, String displayName, String password, String role) {

  @Override
  public String toString() {
    return holder;
  }
}
