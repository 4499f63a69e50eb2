package org.otpfilter;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * Where the host application keeps the name of the user who is signed in. It says who the user is,
 * never whether a second factor was shown.
 *
 * <p>It is asked on every request. An implementation
 *
 * <ul>
 *   <li>MUST be safe for use by many threads at once;
 *   <li>MUST answer from the request, its session or its attributes, and MUST NOT do I/O, wait for
 *       a lock or create a session;
 *   <li>MUST return the same name for the whole of a user's session, as the application knows it;
 *   <li>MUST return null if nobody is signed in, and MUST NOT return null because it could not find
 *       out: then it MUST throw, which is a denial of the request;
 *   <li>MUST NOT believe what a client can write, such as a parameter or a header that no proxy
 *       removes;
 *   <li>MUST be a public class with a public constructor without parameters if the setting {@code
 *       user} names it.
 * </ul>
 */
public interface UserSource {

  /** Returns the name of the user who is signed in, or null if nobody is. */
  @Nullable String userName(HttpServletRequest request);
}
