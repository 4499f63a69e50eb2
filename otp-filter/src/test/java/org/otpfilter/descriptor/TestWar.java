package org.otpfilter.descriptor;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Makes small WARs, with classes compiled on the way. */
public final class TestWar {

  /** The filter as it should be declared, with {@code %s} for its init-params. */
  public static final String FILTER =
      """
      <filter><filter-name>otp</filter-name><filter-class>org.otpfilter.OtpFilter</filter-class>
      <async-supported>true</async-supported>%s</filter>
      """;

  /** The filter's mapping as it should be. */
  public static final String MAPPING =
      """
      <filter-mapping><filter-name>otp</filter-name><url-pattern>/*</url-pattern>
      <dispatcher>REQUEST</dispatcher><dispatcher>FORWARD</dispatcher>
      <dispatcher>INCLUDE</dispatcher><dispatcher>ASYNC</dispatcher>
      <dispatcher>ERROR</dispatcher></filter-mapping>
      """;

  /** A session config that leaves nothing to say. */
  public static final String SESSIONS =
      """
      <session-config><cookie-config><http-only>true</http-only><secure>true</secure>
      </cookie-config><tracking-mode>COOKIE</tracking-mode></session-config>
      """;

  private static final Pattern NAME =
      Pattern.compile("package ([\\w.]+);.*?(?:class|@?interface|enum) (\\w+)", Pattern.DOTALL);

  private final Map<String, byte[]> files = new TreeMap<>();

  private TestWar() {}

  /** A WAR whose web.xml has this inside its root, in the jakarta namespace. */
  public static TestWar jakarta(String body) {
    return new TestWar()
        .file("WEB-INF/web.xml", webApp("https://jakarta.ee/xml/ns/jakartaee", "6.0", body));
  }

  /** A WAR with this web.xml. */
  public static TestWar withXml(String xml) {
    return new TestWar().file("WEB-INF/web.xml", xml);
  }

  /** A WAR without web.xml. */
  public static TestWar empty() {
    return new TestWar().file("WEB-INF/empty", "");
  }

  /** A web.xml. */
  public static String webApp(String namespace, String version, String body) {
    return "<?xml version=\"1.0\"?>\n<web-app xmlns=\"%s\" version=\"%s\">%s</web-app>"
        .formatted(namespace, version, body);
  }

  /** The filter, its mapping and sound sessions; its init-params are pairs of key and value. */
  public static String installed(String... settings) {
    return FILTER.formatted(parameters(settings)) + MAPPING + SESSIONS;
  }

  /** Init-params. */
  public static String parameters(String... settings) {
    StringBuilder parameters = new StringBuilder();
    for (int i = 0; i < settings.length; i += 2) {
      parameters.append(
          "<init-param><param-name>%s</param-name><param-value>%s</param-value></init-param>"
              .formatted(settings[i], settings[i + 1]));
    }
    return parameters.toString();
  }

  /** A servlet with its mappings. */
  public static String servlet(String name, String... patterns) {
    StringBuilder xml =
        new StringBuilder(
            "<servlet><servlet-name>%s</servlet-name><servlet-class>a.%s</servlet-class></servlet>"
                .formatted(name, name));
    for (String pattern : patterns) {
      xml.append(
          "<servlet-mapping><servlet-name>%s</servlet-name><url-pattern>%s</url-pattern></servlet-mapping>"
              .formatted(name, pattern));
    }
    return xml.toString();
  }

  /** A filter with its mapping. */
  public static String filter(String name, String type, String pattern) {
    return """
        <filter><filter-name>%s</filter-name><filter-class>%s</filter-class></filter>
        <filter-mapping><filter-name>%s</filter-name><url-pattern>%s</url-pattern></filter-mapping>
        """
        .formatted(name, type, name, pattern);
  }

  /** Adds a file of any kind. */
  public TestWar bytes(String name, byte[] content) {
    files.put(name, content);
    return this;
  }

  /** Adds a file. */
  public TestWar file(String name, String content) {
    files.put(name, content.getBytes(UTF_8));
    return this;
  }

  /** Adds compiled classes below WEB-INF/classes. */
  public TestWar classes(String... sources) {
    compile(sources).forEach((name, bytes) -> files.put("WEB-INF/classes/" + name, bytes));
    return this;
  }

  /** Adds a jar below WEB-INF/lib, with a fragment if that is not empty. */
  public TestWar jar(String name, String fragment, String... sources) {
    Map<String, byte[]> content = new LinkedHashMap<>(compile(sources));
    if (!fragment.isEmpty()) {
      content.put("META-INF/web-fragment.xml", fragment.getBytes(UTF_8));
    }
    files.put("WEB-INF/lib/" + name, zip(content));
    return this;
  }

  /** Adds a jar that is like this product's. */
  public TestWar product(String name, Flavour flavour, boolean dropin) {
    Map<String, byte[]> content = new LinkedHashMap<>();
    compile(
            "package %s; public interface Filter {}"
                .formatted(flavour.servletFolder().replaceAll("/$", "").replace('/', '.')),
            "package org.otpfilter; public final class OtpFilter implements %s.servlet.Filter {}"
                .formatted(flavour.word()))
        .forEach(
            (file, bytes) -> {
              if (file.startsWith("org/")) content.put(file, bytes);
            });
    if (dropin) {
      content.put("org/otpfilter/shaded/picocli/CommandLine.class", new byte[0]);
    }
    files.put("WEB-INF/lib/" + name, zip(content));
    return this;
  }

  /** Writes the WAR. */
  public Path write(Path folder) throws IOException {
    return Files.write(folder.resolve("app.war"), zip(files));
  }

  /** Writes the WAR and reads it. */
  public WebApp read(Path folder) throws IOException {
    try (AppFiles app = AppFiles.of(write(folder))) {
      return AppReader.read(app, "app.war");
    }
  }

  private static byte[] zip(Map<String, byte[]> files) {
    try (ByteArrayOutputStream bytes = new ByteArrayOutputStream()) {
      try (ZipOutputStream out = new ZipOutputStream(bytes)) {
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
          out.putNextEntry(new ZipEntry(file.getKey()));
          out.write(file.getValue());
          out.closeEntry();
        }
      }
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Compiles against what the sources bring and against the test's class path. */
  private static Map<String, byte[]> compile(String... sources) {
    Map<String, byte[]> compiled = new LinkedHashMap<>();
    if (sources.length > 0) {
      JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
      List<? extends JavaFileObject> units =
          List.of(sources).stream().map(TestWar::source).toList();
      JavaFileManager files =
          new Collector(compiler.getStandardFileManager(null, null, null), compiled);
      if (!compiler.getTask(null, files, null, List.of("-proc:none"), null, units).call()) {
        throw new IllegalStateException("the sources do not compile");
      }
    }
    return compiled;
  }

  private static JavaFileObject source(String text) {
    Matcher name = NAME.matcher(text);
    if (!name.find()) {
      throw new IllegalArgumentException(text);
    }
    String path = (name.group(1) + "." + name.group(2)).replace('.', '/');
    return new SimpleJavaFileObject(
        URI.create("memory:///" + path + ".java"), JavaFileObject.Kind.SOURCE) {
      @Override
      public CharSequence getCharContent(boolean ignoreEncodingErrors) {
        return text;
      }
    };
  }

  /** Keeps class files in memory. */
  private static final class Collector extends ForwardingJavaFileManager<JavaFileManager> {
    private final Map<String, byte[]> compiled;

    Collector(JavaFileManager files, Map<String, byte[]> compiled) {
      super(files);
      this.compiled = compiled;
    }

    @Override
    public JavaFileObject getJavaFileForOutput(
        Location location, String name, JavaFileObject.Kind kind, FileObject sibling) {
      String file = name.replace('.', '/') + ".class";
      return new SimpleJavaFileObject(URI.create("memory:///" + file), kind) {
        @Override
        public OutputStream openOutputStream() {
          return new ByteArrayOutputStream() {
            @Override
            public void close() {
              compiled.put(file, toByteArray());
            }
          };
        }
      };
    }
  }
}
