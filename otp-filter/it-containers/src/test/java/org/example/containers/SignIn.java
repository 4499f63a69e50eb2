package org.example.containers;

/** How the application signs its users in. */
enum SignIn {
  /** The container's login page. */
  FORM,
  /** The container asks for a header. */
  BASIC,
  /** The application's own login, which keeps a user object in the session. */
  OWN
}
