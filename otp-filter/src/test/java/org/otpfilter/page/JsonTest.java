package org.otpfilter.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class JsonTest {
  static Stream<Arguments> values() {
    return Stream.of(
        Arguments.of("S1", "\"S1\""),
        Arguments.of("a\"b\\c", "\"a\\\"b\\\\c\""),
        Arguments.of("\r\n\t\b\u0000", "\"\\r\\n\\t\\u0008\\u0000\""),
        Arguments.of("</script>/", "\"<\\/script>/\""),
        Arguments.of("\u2028\u2029", "\"\\u2028\\u2029\""),
        Arguments.of("jöhn 🔑", "\"jöhn 🔑\""),
        Arguments.of("\ud83d", "\"\\ud83d\""),
        Arguments.of("\udd11x", "\"\\udd11x\""),
        Arguments.of(10, "10"),
        Arguments.of(86_400L, "86400"),
        Arguments.of(true, "true"),
        Arguments.of(List.of(), "[]"),
        Arguments.of(List.of("a", 1, Map.of("id", "7")), "[\"a\",1,{\"id\":\"7\"}]"));
  }

  @ParameterizedTest
  @MethodSource("values")
  void valueWhenWrittenThenIsJson(Object value, String json) {
    assertThat(Json.object(Map.of("v", value))).isEqualTo("{\"v\":" + json + "}");
  }

  @Test
  void mapWhenOrderedThenKeepsItsOrder() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("state", "S1");
    map.put("csrf", "t");
    map.put("a\"", 1);
    assertThat(Json.object(map)).isEqualTo("{\"state\":\"S1\",\"csrf\":\"t\",\"a\\\"\":1}");
  }

  @Test
  void valueWhenItHasNoFormThenIsRefused() {
    assertThatThrownBy(() -> Json.object(Map.of("v", Double.NaN)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Json.object(Map.of("v", new Object())))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
