package org.fakesmtp.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ElementsTest {

    private static final Elements PROJECT = Elements.ofFile("""
            <?xml version="1.0" encoding="UTF-8"?>
            <project>
              <!-- two of them -->
              <dependency>
                <name>a</name>
                <scope>test</scope>
              </dependency>
              <dependency>
                <name>b</name>
              </dependency>
            </project>
            """);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<dependency><name>a</name><scope>test</scope></dependency>",
                "<dependency>\n      <name>b</name>\n</dependency>",
                "<name>b</name><dependency><name>b</name></dependency>"
            })
    void elements_that_stand_there_are_found_whatever_their_indentation(String text) {
        assertThat(PROJECT.have(Elements.of(text))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<dependency><name>a</name></dependency>",
                "<dependency><name>c</name></dependency>",
                "<name>b</name><name>c</name>",
                "<module>a</module>"
            })
    void one_that_differs_in_any_part_is_not_found(String text) {
        assertThat(PROJECT.have(Elements.of(text))).isFalse();
    }

    @Test
    void tag_without_its_end_is_no_xml() {
        assertThatThrownBy(() -> Elements.of("<name>a"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("<name>a");
    }
}
