package org.example.attack;

import java.util.ArrayList;
import java.util.List;

/** Heads of requests to one site with the cookies of one client. */
record Head(String authority, String cookie) {

  String request(String line, String... headers) {
    List<String> all = new ArrayList<>(List.of(headers));
    all.add("Cookie: " + cookie);
    return bare(line, all.toArray(new String[0]));
  }

  String bare(String line, String... headers) {
    return line + "\r\nHost: " + authority + "\r\n" + lines(headers) + "\r\n";
  }

  String hostless(String line) {
    return line + "\r\n" + lines("Connection: close", "Cookie: " + cookie) + "\r\n";
  }

  private static String lines(String... headers) {
    return headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n";
  }
}
