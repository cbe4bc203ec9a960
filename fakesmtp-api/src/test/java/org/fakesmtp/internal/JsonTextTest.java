package org.fakesmtp.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonTextTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "a\"b|a\\\"b",
                "a\\b|a\\\\b",
                "a\u001B[31m|a\\u001b[31m",
                "a\u007F\u009B|a\\u007f\\u009b",
                "a\u202Eb|a\\u202eb",
                "a\uD83Db|a\\ud83db",
                "Grüße 😀|Grüße 😀",
            })
    void a_text_is_escaped(String text, String expected) {
        assertThat(JsonText.indented().text(text)).hasToString('"' + expected + "\"\n");
    }

    @Test
    void what_would_end_a_line_or_a_text_is_escaped() {
        assertThat(JsonText.indented().text("a\r\n\0b")).hasToString("\"a\\u000d\\u000a\\u0000b\"\n");
    }

    @Test
    void objects_and_arrays_are_indented_and_separated() {
        JsonText json = JsonText.indented().begin('{');
        json.name("none").nothing();
        json.name("empty").begin('[').end(']');
        json.name("some").begin('[').number(1).begin('{').end('}').text("x").end(']');
        assertThat(json.end('}')).hasToString("""
                {
                  "none": null,
                  "empty": [],
                  "some": [
                    1,
                    {},
                    "x"
                  ]
                }
                """);
    }

    @Test
    void on_one_line_nothing_is_between_the_values() {
        JsonText line = JsonText.onOneLine();
        line.begin('{')
                .name("a")
                .number(1)
                .name("b")
                .begin('[')
                .text("x")
                .nothing()
                .end(']')
                .end('}');

        assertThat(line).hasToString("{\"a\":1,\"b\":[\"x\",null]}\n");
    }
}
