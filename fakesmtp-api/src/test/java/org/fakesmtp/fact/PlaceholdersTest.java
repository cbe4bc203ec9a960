package org.fakesmtp.fact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlaceholdersTest {

    @ParameterizedTest
    @CsvSource({
        "No ${recipient} here,        No <recipient> here",
        "${id}${client},              <id><client>",
        "5$$,                         5$",
        "$$${id},                     $<id>",
        "$${id},                      ${id}",
        "5$ and $x,                   5$ and $x",
        "plain,                       plain",
    })
    void are_expanded_where_they_stand(String template, String expected) {
        assertThat(Placeholders.expand(template, name -> '<' + name + '>')).isEqualTo(expected);
    }

    @Test
    void values_lose_their_control_characters_and_are_not_expanded_again() {
        assertThat(Placeholders.expand("HELO ${helo}", name -> "a\r\n250 ${id}\u009B"))
                .isEqualTo("HELO a??250 ${id}?");
    }

    @Test
    void values_keep_all_that_can_be_printed() {
        assertThat(Placeholders.expand("${helo}", name -> " a b!}~ ")).isEqualTo(" a b!}~ ");
        assertThat(Placeholders.expand("${helo}", name -> "\u001F\u007F")).isEqualTo("??");
    }

    @ParameterizedTest
    @ValueSource(strings = {"${hostname} ${id} ${client} ${helo} ${sender} ${recipient} ${listener}", "$$ $ $${x}", ""})
    void known_ones_pass_the_check(String template) {
        assertThatCode(() -> Placeholders.check(template)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"${x}", "${}", "a ${sender", "${ sender}"})
    void others_do_not(String template) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Placeholders.check(template))
                .withMessageStartingWith("unknown placeholder '" + template.replace("a ", "") + "'");
    }

    @ParameterizedTest
    @CsvSource({"a ${id}, true", "a $$, true", "a $ b, false", "plain, false"})
    void are_found_where_there_are_any(String template, boolean expected) {
        assertThat(Placeholders.present(template)).isEqualTo(expected);
    }
}
