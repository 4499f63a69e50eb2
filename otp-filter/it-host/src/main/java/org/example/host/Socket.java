package org.example.host;

import jakarta.websocket.OnMessage;
import jakarta.websocket.server.ServerEndpoint;

/** A WebSocket that must be protected; it sends back what it gets. */
@ServerEndpoint("/socket")
public final class Socket {
  /** The same text. */
  @OnMessage
  public String echo(String text) {
    return text;
  }
}
