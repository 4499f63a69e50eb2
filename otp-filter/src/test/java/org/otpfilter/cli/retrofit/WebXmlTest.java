package org.otpfilter.cli.retrofit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.otpfilter.cli.CommandException;
import org.otpfilter.descriptor.Flavour;

final class WebXmlTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          <!DOCTYPE web-app [<!ENTITY a 'b'>]><web-app/>                         | internal DTD subset
          <!DOCTYPE web-app PUBLIC '-//X//EN' 'http://x/y' []><web-app/>         | internal DTD subset
          <!DOCTYPE web-app [<!ENTITY a "'>">]><web-app>&a;</web-app>            | internal DTD subset
          <!DOCTYPE web-app SYSTEM 'file:///etc/passwd'><web-app/>               | without a public id
          <!DOCTYPE web-app><web-app/>                                           | without a public id
          <web-fragment xmlns='http://xmlns.jcp.org/xml/ns/javaee'/>             | <web-fragment>
          <web-app xmlns='urn:x'/>                                               | unknown namespace 'urn:x'
          <web-app><filter></web-app>                                            | line 1
          <web-app><!-- </web-app>                                               | inside markup
          <web-app>&undeclared;</web-app>                                        | undeclared
          <?xml version='1.0' encoding='x-unheard-of'?><web-app/>                | x-unheard-of
          <?xml version='1.0' encoding='UTF-16'?><web-app/>                      | UTF-16
          'no XML'                                                               | not well-formed
          ''                                                                     | not well-formed
          """)
  void documentWhenItCannotBeTakenThenRefusedWithTheReason(String document, String reason) {
    assertThatThrownBy(() -> WebXml.of(Descriptors.utf8(document)))
        .isInstanceOf(CommandException.class)
        .hasMessageContaining(reason);
  }

  @Test
  void documentWhenBytesAreNotOfItsEncodingThenRefused() {
    byte[] document = "<web-app>?</web-app>".getBytes(java.nio.charset.StandardCharsets.UTF_8);
    document[9] = (byte) 0xFC;
    assertThatThrownBy(() -> WebXml.of(document)).isInstanceOf(CommandException.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          2.2 bare | 2.2 | JAVAX
          2.3 full | 2.3 | JAVAX
          2.5 full | 2.5 | JAVAX
          4.0 full | 4.0 | JAVAX
          5.0 full | 5.0 | JAKARTA
          6.1 bare | 6.1 | JAKARTA
          prefixed | 2.4 | JAVAX
          """)
  void versionWhenSaidThenRead(String name, String version, Flavour flavour) {
    Grammar grammar = WebXml.of(Descriptors.all().get(name)).grammar();
    assertThat(grammar.version()).isEqualTo(version);
    assertThat(grammar.flavour()).contains(flavour);
  }
}
