package org.eclipse.jetty.websocket.jakarta.server;

/** Has the name of Jetty's class, which this module does not depend on; does nothing. */
public final class JakartaWebSocketServerContainer {}
