package org.example.attack;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;

/** A running site, and how to come into it. Safe for use by many threads. */
public final class Site {
  private static final AtomicInteger PEOPLE = new AtomicInteger();

  private final String host;
  private final int port;
  private final String context;
  private final Layout layout;
  private final Door door;

  /** The application's own login. */
  public interface Door {
    /** Gives a name and its password; the session keeps its id if told so. */
    void signIn(Client client, String name, boolean keepId) throws IOException;

    /** Signs out; the session stays, without a user, if told so. */
    void signOut(Client client, boolean keepSession) throws IOException;
  }

  public Site(String host, int port, String context, Layout layout, Door door) {
    this.host = host;
    this.port = port;
    this.context = context;
    this.layout = layout;
    this.door = door;
  }

  String host() {
    return host;
  }

  int port() {
    return port;
  }

  /** The context path, without a slash at the end. */
  String context() {
    return context;
  }

  Layout layout() {
    return layout;
  }

  String authority() {
    return host + ":" + port;
  }

  /** A name nobody had. */
  String newName() {
    return "person" + PEOPLE.incrementAndGet();
  }

  /** Somebody without a session. */
  Client stranger() {
    return new Client(this);
  }

  /** Somebody who gave a password and nothing more. */
  Client signedIn(String name) throws IOException {
    Client client = stranger();
    door.signIn(client, name, false);
    return client;
  }

  Door door() {
    return door;
  }

  /** Somebody new who has enrolled, and whose session is thereby verified. */
  Client enrolled(String name) throws IOException {
    Client client = signedIn(name);
    client.enrol();
    return client;
  }

  /** Whether a protected page is served to somebody; every one of them is asked for. */
  boolean opensTo(Client client) throws IOException {
    for (String path : layout.closed()) {
      if (client.get(path).holds(layout.canary())) {
        return true;
      }
    }
    return false;
  }

  /** How often protected pages were served so far. */
  long served() throws IOException {
    Reply reply = stranger().get(layout.served());
    return Long.parseLong(reply.body().strip());
  }
}
