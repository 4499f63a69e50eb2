package org.otpfilter.cli.retrofit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import javax.xml.validation.Validator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.ls.LSInput;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;
import org.xml.sax.helpers.DefaultHandler;

/** What is written is valid by the DTD or the schema of its version, which the API jar holds. */
final class SchemaTest {

  private static final String FOLDER = "/jakarta/servlet/resources/";

  @ParameterizedTest
  @ValueSource(strings = {"full", "plain"})
  void dtdWhenFilterIsAddedThenStillValid(String kind) throws Exception {
    byte[] before = Descriptors.all().get("2.3 " + kind);
    assertThat(problemsByDtd(before)).isEmpty();
    assertThat(problemsByDtd(InsertionTest.retrofitted(before))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"2.4", "2.5", "3.0", "3.1", "4.0", "5.0"})
  void schemaWhenFilterIsAddedThenStillValid(String version) throws Exception {
    Schema schema = schema("web-app_" + version.replace('.', '_') + ".xsd");
    for (String kind : List.of("full", "plain", "bare")) {
      byte[] before = Descriptors.all().get(version + " " + kind);
      byte[] undecided =
          version.equals("2.4")
              ? new String(before, StandardCharsets.UTF_8)
                  .replace("metadata-complete=\"true\"", "")
                  .getBytes(StandardCharsets.UTF_8)
              : before;
      validate(schema, undecided);
      validate(schema, InsertionTest.retrofitted(undecided));
    }
  }

  private static void validate(Schema schema, byte[] document) throws SAXException, IOException {
    Validator validator = schema.newValidator();
    validator.validate(new StreamSource(new ByteArrayInputStream(document)));
  }

  private static Schema schema(String name) throws SAXException {
    SchemaFactory factory = SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI);
    factory.setResourceResolver(
        (type, namespace, publicId, systemId, base) ->
            new Resource(systemId.substring(systemId.lastIndexOf('/') + 1)));
    return factory.newSchema(new StreamSource(resource(name), name));
  }

  private static InputStream resource(String name) {
    InputStream found = SchemaTest.class.getResourceAsStream(FOLDER + name);
    // the schema of the xml: attributes is not there; this is what of it is used
    return found != null
        ? found
        : new ByteArrayInputStream(
            """
            <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"
                targetNamespace="http://www.w3.org/XML/1998/namespace">
              <xs:attribute name="lang" type="xs:language"/>
            </xs:schema>
            """
                .getBytes(StandardCharsets.UTF_8));
  }

  private static List<String> problemsByDtd(byte[] document) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setValidating(true);
    DocumentBuilder builder = factory.newDocumentBuilder();
    builder.setEntityResolver((id, system) -> new InputSource(resource("web-app_2_3.dtd")));
    List<String> problems = new ArrayList<>();
    builder.setErrorHandler(
        new DefaultHandler() {
          @Override
          public void error(SAXParseException e) {
            problems.add(e.getMessage());
          }
        });
    builder.parse(new ByteArrayInputStream(document));
    return problems;
  }

  /** A schema that another one includes. */
  private record Resource(String name) implements LSInput {
    @Override
    public InputStream getByteStream() {
      return resource(name);
    }

    @Override
    public String getSystemId() {
      return name;
    }

    @Override
    public java.io.Reader getCharacterStream() {
      return null;
    }

    @Override
    public String getStringData() {
      return null;
    }

    @Override
    public String getPublicId() {
      return null;
    }

    @Override
    public String getBaseURI() {
      return null;
    }

    @Override
    public String getEncoding() {
      return null;
    }

    @Override
    public boolean getCertifiedText() {
      return false;
    }

    @Override
    public void setCharacterStream(java.io.Reader reader) {}

    @Override
    public void setByteStream(InputStream stream) {}

    @Override
    public void setStringData(String data) {}

    @Override
    public void setSystemId(String id) {}

    @Override
    public void setPublicId(String id) {}

    @Override
    public void setBaseURI(String uri) {}

    @Override
    public void setEncoding(String encoding) {}

    @Override
    public void setCertifiedText(boolean certified) {}
  }
}
