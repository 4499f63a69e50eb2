package org.otpfilter.descriptor;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** WebSocket endpoints, and whether their upgrade meets the filter. */
final class SocketCheck {

  private SocketCheck() {}

  static List<Finding> look(Case subject) {
    List<Finding> findings = new ArrayList<>();
    for (Map.Entry<String, String> socket : new TreeMap<>(subject.app().sockets()).entrySet()) {
      String path = socket.getValue().replaceFirst("\\{.*", "");
      findings.add(
          Finding.info(
              "the WebSocket endpoint "
                  + socket.getValue()
                  + " ("
                  + socket.getKey()
                  + ") needs '"
                  + subject.requirementFor(path, false)
                  + "' for its upgrade; what travels on it afterwards is not looked at"));
    }
    for (FilterDef filter : subject.others(true)) {
      if (MappingCheck.isUpgrade(filter)) {
        findings.add(
            Finding.error(
                "the WebSocket upgrade filter \""
                    + filter.name()
                    + "\" is mapped before "
                    + subject.quotedName()
                    + ": WebSockets are not protected; move its mapping behind"));
      }
    }
    boolean declared = subject.app().merged().filters().stream().anyMatch(MappingCheck::isUpgrade);
    if (!subject.app().sockets().isEmpty() && !declared && !subject.running()) {
      findings.add(
          Finding.warning(
              "on Jetty 10 and later WebSockets are upgraded before all filters: there the"
                  + " application does not start until web.xml declares Jetty's upgrade filter"
                  + " behind "
                  + subject.quotedName()
                  + " (the log has the lines to paste); other containers need nothing"));
    }
    return findings;
  }
}
