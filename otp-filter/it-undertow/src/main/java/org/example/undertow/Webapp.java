package org.example.undertow;

import io.undertow.server.handlers.resource.PathResourceManager;
import io.undertow.servlet.Servlets;
import io.undertow.servlet.api.DeploymentInfo;
import io.undertow.servlet.api.FilterInfo;
import io.undertow.servlet.api.LoginConfig;
import io.undertow.servlet.api.SecurityConstraint;
import io.undertow.servlet.api.ServletInfo;
import io.undertow.servlet.api.WebResourceCollection;
import io.undertow.websockets.jsr.WebSocketDeploymentInfo;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.Servlet;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EventListener;
import java.util.List;
import java.util.stream.Stream;

/**
 * An unpacked application as Undertow wants it: what its {@code web.xml} says, and a class loader
 * over its classes and libraries. It does not run initializers from jars, and takes one WebSocket
 * endpoint, from the context parameter {@code websocket-endpoint}.
 */
record Webapp(DeploymentInfo info, URLClassLoader loader) {

  static Webapp read(String context, Path folder) throws IOException {
    URLClassLoader loader = loader(folder);
    try {
      Element root = Element.read(folder.resolve("WEB-INF/web.xml"));
      DeploymentInfo info =
          Servlets.deployment()
              .setClassLoader(loader)
              .setContextPath(context)
              .setDeploymentName(context)
              .setDisplayName(root.text("display-name"))
              .setResourceManager(new PathResourceManager(folder))
              .setIdentityManager(new Realm());
      settings(info, root);
      servlets(info, root, loader);
      filters(info, root, loader);
      login(info, root);
      return new Webapp(info, loader);
    } catch (IOException | RuntimeException | LinkageError e) {
      loader.close();
      throw e;
    }
  }

  private static URLClassLoader loader(Path folder) throws IOException {
    List<URL> urls = new ArrayList<>();
    urls.add(folder.resolve("WEB-INF/classes/").toUri().toURL());
    try (Stream<Path> jars = Files.list(folder.resolve("WEB-INF/lib"))) {
      for (Path jar : jars.sorted().toList()) {
        urls.add(jar.toUri().toURL());
      }
    }
    return new WebappLoader(urls.toArray(new URL[0]), Webapp.class.getClassLoader());
  }

  /** Has a name of its own, by which it is found in a heap. */
  private static final class WebappLoader extends URLClassLoader {
    WebappLoader(URL[] urls, ClassLoader parent) {
      super("webapp", urls, parent);
    }
  }

  private static void settings(DeploymentInfo info, Element root) {
    for (Element parameter : root.all("context-param")) {
      info.addInitParameter(parameter.text("param-name"), parameter.text("param-value"));
    }
    String endpoint = info.getInitParameters().get("websocket-endpoint");
    if (endpoint != null) {
      info.addServletContextAttribute(
          WebSocketDeploymentInfo.ATTRIBUTE_NAME,
          new WebSocketDeploymentInfo()
              .addEndpoint(type(info.getClassLoader(), endpoint, Object.class)));
    }
    for (Element listener : root.all("listener")) {
      info.addListener(
          Servlets.listener(
              type(info.getClassLoader(), listener.text("listener-class"), EventListener.class)));
    }
    for (Element list : root.all("welcome-file-list")) {
      info.addWelcomePages(list.texts("welcome-file"));
    }
    for (Element page : root.all("error-page")) {
      info.addErrorPage(
          Servlets.errorPage(page.text("location"), Integer.parseInt(page.text("error-code"))));
    }
  }

  private static void servlets(DeploymentInfo info, Element root, ClassLoader loader) {
    for (Element element : root.all("servlet")) {
      String name = element.text("servlet-name");
      ServletInfo servlet =
          Servlets.servlet(name, type(loader, element.text("servlet-class"), Servlet.class));
      servlet.setAsyncSupported(element.text("async-supported").equals("true"));
      for (Element parameter : element.all("init-param")) {
        servlet.addInitParam(parameter.text("param-name"), parameter.text("param-value"));
      }
      for (Element mapping : root.all("servlet-mapping")) {
        if (mapping.text("servlet-name").equals(name)) {
          mapping.texts("url-pattern").forEach(servlet::addMapping);
        }
      }
      info.addServlet(servlet);
    }
  }

  private static void filters(DeploymentInfo info, Element root, ClassLoader loader) {
    for (Element element : root.all("filter")) {
      FilterInfo filter =
          Servlets.filter(
              element.text("filter-name"),
              type(loader, element.text("filter-class"), Filter.class));
      filter.setAsyncSupported(element.text("async-supported").equals("true"));
      for (Element parameter : element.all("init-param")) {
        filter.addInitParam(parameter.text("param-name"), parameter.text("param-value"));
      }
      info.addFilter(filter);
    }
    for (Element mapping : root.all("filter-mapping")) {
      List<String> types = mapping.texts("dispatcher");
      for (String type : types.isEmpty() ? List.of("REQUEST") : types) {
        DispatcherType dispatcher = DispatcherType.valueOf(type);
        String name = mapping.text("filter-name");
        mapping
            .texts("url-pattern")
            .forEach(pattern -> info.addFilterUrlMapping(name, pattern, dispatcher));
        mapping
            .texts("servlet-name")
            .forEach(servlet -> info.addFilterServletNameMapping(name, servlet, dispatcher));
      }
    }
  }

  private static void login(DeploymentInfo info, Element root) {
    for (Element element : root.all("security-constraint")) {
      SecurityConstraint constraint = new SecurityConstraint();
      for (Element collection : element.all("web-resource-collection")) {
        constraint.addWebResourceCollection(
            new WebResourceCollection().addUrlPatterns(collection.texts("url-pattern")));
      }
      for (Element auth : element.all("auth-constraint")) {
        constraint.addRolesAllowed(auth.texts("role-name"));
      }
      info.addSecurityConstraint(constraint);
    }
    for (Element element : root.all("login-config")) {
      String method = element.text("auth-method");
      String realm = element.text("realm-name");
      LoginConfig login = new LoginConfig(method, realm);
      for (Element form : element.all("form-login-config")) {
        login =
            new LoginConfig(
                method, realm, form.text("form-login-page"), form.text("form-error-page"));
      }
      info.setLoginConfig(login);
    }
  }

  private static <T> Class<? extends T> type(ClassLoader loader, String name, Class<T> wanted) {
    try {
      return Class.forName(name, false, loader).asSubclass(wanted);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException("no class " + name, e);
    }
  }
}
