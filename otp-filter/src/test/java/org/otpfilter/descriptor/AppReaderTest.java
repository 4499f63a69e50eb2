package org.otpfilter.descriptor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AppReaderTest {
  private static final String SUN = "http://java.sun.com/xml/ns/javaee";
  private static final String JAKARTA = "https://jakarta.ee/xml/ns/jakartaee";
  private static final String OLD_FILTER = "package javax.servlet; public interface Filter {}";

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          http://java.sun.com/xml/ns/j2ee        | 2.4 | JAVAX
          http://java.sun.com/xml/ns/javaee      | 2.5 | JAVAX
          http://java.sun.com/xml/ns/javaee      | 3.0 | JAVAX
          http://xmlns.jcp.org/xml/ns/javaee     | 3.1 | JAVAX
          http://xmlns.jcp.org/xml/ns/javaee     | 4.0 | JAVAX
          https://jakarta.ee/xml/ns/jakartaee    | 5.0 | JAKARTA
          https://jakarta.ee/xml/ns/jakartaee    | 6.0 | JAKARTA
          https://jakarta.ee/xml/ns/jakartaee    | 6.1 | JAKARTA
          """)
  void webXmlWhenOfAnyVersionThenIsKnown(String namespace, String version, Flavour flavour)
      throws IOException {
    WebApp app = TestWar.withXml(TestWar.webApp(namespace, version, "")).read(folder);

    assertThat(app.webXmlVersion()).contains(version);
    assertThat(app.flavour()).isEqualTo(flavour);
    assertThat(app.sure()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"2.2", "2.3"})
  void webXmlWhenItHasADtdThenNothingIsFetched(String version) throws IOException {
    String xml =
        """
        <!DOCTYPE web-app PUBLIC "-//Sun Microsystems, Inc.//DTD Web Application %s//EN"
          "http://127.0.0.1:1/dtd/web-app.dtd">
        <web-app><servlet><servlet-name>a</servlet-name><servlet-class>x.A</servlet-class></servlet>
        </web-app>
        """
            .formatted(version);

    WebApp app = TestWar.withXml(xml).read(folder);

    assertThat(app.webXmlVersion()).contains(version);
    assertThat(app.flavour()).isEqualTo(Flavour.JAVAX);
    assertThat(app.merged().servlets()).extracting(ServletDef::type).containsExactly("x.A");
  }

  @Test
  void webXmlWhenItNamesAFileAsAnEntityThenThatIsLeftOut() throws IOException {
    Path secret = java.nio.file.Files.writeString(folder.resolve("secret"), "<x>top secret</x>");
    String xml =
        """
        <!DOCTYPE web-app [<!ENTITY other SYSTEM "%s">]>
        <web-app><listener><listener-class>&other;</listener-class></listener></web-app>
        """
            .formatted(secret.toUri());

    WebApp app = TestWar.withXml(xml).read(folder);

    assertThat(app.merged().listeners()).containsExactly("");
    assertThat(app.merged().header().subset()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"<web-app>", "<beans/>", "text", "<!DOCTYPE"})
  void webXmlWhenItIsNoneThenRefused(String xml) {
    assertThatThrownBy(() -> TestWar.withXml(xml).read(folder))
        .isInstanceOf(UnreadableAppException.class)
        .hasMessageContaining("WEB-INF/web.xml");
  }

  @Test
  void classesWhenTheyNameAnApiThenCountMoreThanTheNamespace() throws IOException {
    WebApp app =
        TestWar.withXml(TestWar.webApp(SUN, "3.0", ""))
            .classes("package a; public abstract class A implements jakarta.servlet.Filter {}")
            .read(folder);

    assertThat(app.flavour()).isEqualTo(Flavour.JAKARTA);
  }

  @Test
  void librariesWhenTheDescriptorNamesTheirClassesThenTell() throws IOException {
    WebApp app =
        TestWar.withXml(TestWar.webApp(JAKARTA, "6.0", TestWar.filter("a", "a.A", "/*")))
            .jar(
                "a.jar",
                "",
                OLD_FILTER,
                "package a; public class A implements javax.servlet.Filter {}")
            .read(folder);

    assertThat(app.flavour()).isEqualTo(Flavour.JAVAX);
  }

  @Test
  void annotationsWhenTheyDeclareThenAreRead() throws IOException {
    WebApp app =
        TestWar.empty()
            .classes(
                """
                package a;
                import jakarta.servlet.DispatcherType;
                import jakarta.servlet.annotation.*;
                @WebFilter(filterName = "early", urlPatterns = {"/x/*", "*.y"}, asyncSupported = true,
                    initParams = @WebInitParam(name = "k", value = "v"),
                    dispatcherTypes = {DispatcherType.FORWARD, DispatcherType.ERROR})
                public abstract class A implements jakarta.servlet.Filter {}
                """,
                """
                package a;
                @jakarta.servlet.annotation.WebServlet(value = "/b", loadOnStartup = 3)
                public class B extends jakarta.servlet.http.HttpServlet {
                  static final long serialVersionUID = 1L; static final double D = 2;
                }
                """)
            .read(folder);

    assertThat(app.webXml()).isEmpty();
    assertThat(app.merged().filters())
        .extracting(FilterDef::name, FilterDef::className, FilterDef::async)
        .containsExactly(org.assertj.core.api.Assertions.tuple("early", "a.A", true));
    assertThat(app.merged().mappings()).hasToString("[/x/*, *.y (FORWARD ERROR)]");
    assertThat(app.merged().servlets())
        .extracting(ServletDef::name, ServletDef::patterns)
        .containsExactly(org.assertj.core.api.Assertions.tuple("a.B", java.util.List.of("/b")));
  }

  @Test
  void metadataWhenCompleteThenFragmentsAndAnnotationsDoNotCount() throws IOException {
    String xml = "<web-app xmlns='%s' version='6.0' metadata-complete='true'/>".formatted(JAKARTA);
    WebApp app =
        TestWar.withXml(xml)
            .jar("f.jar", "<web-fragment>" + TestWar.servlet("f", "/f") + "</web-fragment>")
            .classes(
                "package a; @jakarta.servlet.annotation.WebServlet(\"/a\")"
                    + " public class A extends jakarta.servlet.http.HttpServlet {}")
            .read(folder);

    assertThat(app.merged().servlets()).isEmpty();
  }

  private static String fragment(String name, String order) {
    return "<web-fragment><name>%s</name>%s%s</web-fragment>"
        .formatted(name, order, TestWar.filter(name, "f.F", "/" + name));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
                                                                                       | '' | '' | a b c
                                                                                       | <ordering><after><name>c</name></after></ordering> | '' | b c a
                                                                                       | '' | <ordering><before><others/></before></ordering> | b a c
                                                                                       | <ordering><after><others/></after></ordering> | '' | b c a
          <absolute-ordering><name>c</name><name>a</name></absolute-ordering>          | '' | '' | c a
          <absolute-ordering><name>b</name><others/></absolute-ordering>               | '' | '' | b a c
          <absolute-ordering/>                                                         | '' | '' | ''
          """)
  void fragmentsWhenOrderedThenTheirMappingsAre(
      String absolute, String orderOfA, String orderOfB, String order) throws IOException {
    String first = TestWar.filter("main", "m.M", "/*");
    WebApp app =
        TestWar.jakarta(first + (absolute == null ? "" : absolute))
            .jar("1.jar", fragment("a", orderOfA))
            .jar("2.jar", fragment("b", orderOfB))
            .jar("3.jar", fragment("c", ""))
            .read(folder);

    assertThat(app.merged().mappings().stream().map(FilterMapping::filter))
        .containsExactly(("main " + order).strip().split(" "));
  }

  @Test
  void endpointWhenAnnotatedThenIsKnown() throws IOException {
    WebApp app =
        TestWar.empty()
            .classes(
                "package jakarta.websocket.server; public @interface ServerEndpoint"
                    + " { String value(); }",
                "package a; @java.lang.annotation.Retention(java.lang.annotation.RetentionPolicy.RUNTIME)"
                    + " @interface Other {}")
            .read(folder);
    assertThat(app.sockets()).isEmpty();

    app =
        TestWar.empty()
            .classes(
                "package jakarta.websocket.server;"
                    + " @java.lang.annotation.Retention(java.lang.annotation.RetentionPolicy.RUNTIME)"
                    + " public @interface ServerEndpoint { String value(); }",
                "package a; @jakarta.websocket.server.ServerEndpoint(\"/chat\") public class C {}")
            .read(folder);
    assertThat(app.sockets()).containsEntry("a.C", "/chat");
  }

  @Test
  void productWhenInALibraryThenIsTold() throws IOException {
    WebApp app = TestWar.jakarta("").product("otp.jar", Flavour.JAVAX, true).read(folder);

    assertThat(app.libraries())
        .singleElement()
        .satisfies(
            jar -> assertThat(jar.ours()).contains(new Library.Product(Flavour.JAVAX, true)));
  }

  @Test
  void libraryWhenBrokenThenIsNoted() throws IOException {
    WebApp app = TestWar.jakarta("").file("WEB-INF/lib/x.jar", "PK\3\4broken").read(folder);

    assertThat(app.notes()).singleElement().asString().contains("WEB-INF/lib/x.jar");
  }
}
