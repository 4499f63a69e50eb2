package org.otpfilter.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.DispatcherType;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.servlet.FilterHolder;
import org.eclipse.jetty.servlet.ServletContextHandler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.otpfilter.OtpFilter;

/** A start that fails half-way lets go of all that it had opened. */
final class FailedStartIT {
  @TempDir private Path folder;

  @Test
  void databaseWhenALaterStepFailsThenIsFreeForTheNextStart() throws Exception {
    Path services = Files.createDirectories(folder.resolve("classes/META-INF/services"));
    Path listeners = services.resolve("org.otpfilter.OtpListener");
    Files.writeString(listeners, "org.example.NotThere\n");

    Server failing = server();
    assertThatThrownBy(failing::start)
        .rootCause()
        .hasMessageContaining("META-INF/services")
        .hasMessageContaining("org.example.NotThere");
    failing.stop();
    Files.delete(listeners);

    Server next = server();
    next.start();
    assertThat(next.isStarted()).isTrue();
    next.stop();
  }

  private Server server() throws Exception {
    ServletContextHandler context = new ServletContextHandler(ServletContextHandler.SESSIONS);
    context.setClassLoader(
        new URLClassLoader(
            new URL[] {folder.resolve("classes").toUri().toURL()}, getClass().getClassLoader()));
    FilterHolder holder = new FilterHolder(OtpFilter.class);
    holder.setName("otp");
    holder.setInitParameter("user", "session:login");
    holder.setInitParameter("rules", "/* verified");
    holder.setInitParameter("data-dir", folder.resolve("data").toString());
    context.addFilter(holder, "/*", EnumSet.allOf(DispatcherType.class));
    Server server = new Server();
    server.setHandler(context);
    return server;
  }
}
