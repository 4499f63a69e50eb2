package org.otpfilter.cli.retrofit;

import java.util.List;
import java.util.Optional;

/**
 * The filters of well-known libraries that sign users in. It knows what {@code web.xml} says of
 * them, not whether they are in use.
 */
final class SignInFilters {

  /** Beginnings of class names, each with what to call it. */
  private static final List<Known> CLASSES =
      List.of(
          new Known("org.springframework.security.", "Spring Security"),
          new Known("org.acegisecurity.", "Acegi Security"),
          new Known("org.apache.shiro.", "Shiro"),
          new Known("org.jasig.cas.client.authentication.", "CAS client"),
          new Known("org.jasig.cas.client.validation.", "CAS client"),
          new Known("org.jasig.cas.client.util.", "CAS client"),
          new Known("org.apereo.cas.client.authentication.", "CAS client"),
          new Known("org.apereo.cas.client.validation.", "CAS client"),
          new Known("org.apereo.cas.client.util.", "CAS client"),
          new Known("edu.yale.its.tp.cas.client.filter.", "CAS client"),
          new Known("org.pac4j.", "pac4j"),
          new Known("io.buji.pac4j.", "pac4j for Shiro"),
          new Known("org.keycloak.adapters.", "Keycloak"),
          new Known("org.picketlink.", "PicketLink"),
          new Known("waffle.servlet.", "Waffle"),
          new Known("net.sourceforge.spnego.", "SPNEGO"),
          new Known("org.codelibs.spnego.", "SPNEGO"),
          new Known("jcifs.http.", "jCIFS"),
          new Known("org.josso.", "JOSSO"),
          new Known("com.sun.identity.agents.", "OpenAM agent"),
          new Known("org.forgerock.", "ForgeRock agent"),
          new Known("com.atlassian.seraph.", "Seraph"),
          new Known("com.stormpath.", "Stormpath"),
          new Known("org.securityfilter.", "SecurityFilter"),
          new Known("org.wso2.carbon.identity.sso.agent.", "WSO2 agent"),
          new Known("org.apache.hadoop.security.authentication.", "Hadoop Auth"));

  /** Beans behind a Spring proxy. */
  private static final List<Known> BEANS =
      List.of(
          new Known("springSecurityFilterChain", "Spring Security"),
          new Known("shiroFilter", "Shiro"));

  private static final String PROXY = "org.springframework.web.filter.DelegatingFilterProxy";

  private record Known(String start, String library) {}

  private SignInFilters() {}

  /** The library whose filter this is, if it is one that signs users in. */
  static Optional<String> library(Element filter) {
    String type = filter.textOf("filter-class");
    if (type.equals(PROXY)) {
      String bean = bean(filter);
      return BEANS.stream().filter(k -> bean.equals(k.start())).map(Known::library).findFirst();
    }
    return CLASSES.stream()
        .filter(known -> type.startsWith(known.start()))
        .map(Known::library)
        .findFirst();
  }

  private static String bean(Element proxy) {
    return proxy.children("init-param").stream()
        .filter(param -> param.textOf("param-name").equals("targetBeanName"))
        .map(param -> param.textOf("param-value"))
        .findFirst()
        .orElse(WebXml.filterName(proxy));
  }
}
