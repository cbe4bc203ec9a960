package org.fakesmtp.dialogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a line of dots skips, and where it may stand. */
class ScriptTest {

    private static List<String> expanded(List<String> expected, String... said) {
        return Script.withoutDots(expected, List.of(said));
    }

    @Test
    void dots_skip_the_rest_of_a_reply_of_several_lines_and_no_more() {
        assertThat(expanded(List.of("250-a", "...", "250 d"), "250-a", "250-b", "250 c", "250 d"))
                .containsExactly("250-a", "250-b", "250 c", "250 d");
        assertThat(expanded(List.of("250-...", "..."), "250-a", "250")).containsExactly("250-...", "250");
        assertThat(expanded(List.of("2...", "..."), "250-a", "(pauses 1s)", "250-b", "250 c"))
                .containsExactly("2...", "(pauses 1s)", "250-b", "250 c");
    }

    @Test
    void dots_stay_where_nothing_is_to_be_skipped_or_the_reply_has_no_end() {
        assertThat(expanded(List.of("250...", "..."), "250 a", "250 b")).containsExactly("250...", "...");
        assertThat(expanded(List.of("250-a", "..."), "250-a")).containsExactly("250-a", "...");
        assertThat(expanded(List.of("250-a", "..."), "250-a", "250-b")).containsExactly("250-a", "...");
        assertThat(expanded(List.of("250-a", "..."), "250-a", "250-b", "(closes)"))
                .containsExactly("250-a", "...");
        assertThat(expanded(List.of("250-a", "..."))).containsExactly("250-a", "...");
        assertThat(Script.matches("...", "250 a")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"S: ...", "S: 250 Ok\nS: ...", "S: (closes)\nS: ...", "S: 250-a\nS: ...\nS: ..."})
    void dots_without_a_line_of_their_reply_before_are_refused(String lines) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Script.parseAll("sample", lines))
                .withMessage("sample: dots skip the rest of a reply: before them stands a line of it, such as"
                        + " 'S: 250-...': S: ...");
        assertThatIllegalArgumentException().isThrownBy(() -> Script.parseAll("sample", "S: 250-a\nC: NOOP\n" + lines));
    }
}
