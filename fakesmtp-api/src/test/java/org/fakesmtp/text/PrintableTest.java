package org.fakesmtp.text;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PrintableTest {

    @ParameterizedTest
    @ValueSource(strings = {"", "MAIL FROM:<a@b.test> SIZE=1", "\"a\\@b\"", "~"})
    void plain_ascii_stays_as_it_is(String text) {
        assertThat(Printable.line(text)).isSameAs(text);
        assertThat(Printable.text(text)).isSameAs(text);
    }

    @ParameterizedTest
    @CsvSource({
        "0, \\x00",
        "7, \\x07",
        "8, \\x08",
        "9, \\t",
        "10, \\n",
        "13, \\r",
        "27, \\x1B",
        "31, \\x1F",
        "127, \\x7F"
    })
    void ascii_controls_are_escaped_everywhere(int control, String expected) {
        assertThat(Printable.line("a" + (char) control + "b")).isEqualTo("a" + expected + "b");
        assertThat(Printable.text("a" + (char) control + "b")).isEqualTo("a" + expected + "b");
    }

    @ParameterizedTest
    @ValueSource(ints = {0x80, 0x85, 0x9B, 0x9F, 0xAD, 0x200B, 0x200E, 0x2028, 0x2029, 0x202E, 0x2066, 0xFEFF})
    void controls_beyond_ascii_are_escaped_in_decoded_text(int control) {
        assertThat(Printable.text("a" + (char) control)).isEqualTo(String.format("a\\u%04X", control));
    }

    @Test
    void an_invisible_tag_character_is_escaped_as_its_two_surrogates() {
        assertThat(Printable.text(Character.toString(0xE0041))).isEqualTo("\\uDB40\\uDC41");
    }

    @Test
    void half_a_surrogate_pair_is_escaped() {
        assertThat(Printable.text("a\uD83Db")).isEqualTo("a\\uD83Db");
    }

    @Test
    void an_emoji_that_is_joined_of_several_stays_whole() {
        assertThat(Printable.text("👩‍🚀")).isEqualTo("👩‍🚀");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Grüße", "日本語", "✉️ 😀", "नमस्ते"})
    void octets_that_are_utf_8_are_shown_as_what_they_mean(String text) {
        assertThat(Printable.line(octets(text))).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "C3, \\xC3",
        "FC, \\xFC",
        "80, \\x80",
        "C0AF, \\xC0\\xAF",
        "E080AF, \\xE0\\x80\\xAF",
        "EDA080, \\xED\\xA0\\x80",
        "F4908080, \\xF4\\x90\\x80\\x80",
        "F8888080, \\xF8\\x88\\x80\\x80",
        "C328, \\xC3(",
        "E282, \\xE2\\x82",
        "C29B, \\xC2\\x9B",
        "E280AE, \\xE2\\x80\\xAE",
        "FF, \\xFF",
    })
    void octets_that_are_no_utf_8_or_mean_a_control_are_shown_one_by_one(String hex, String expected) {
        byte[] octets = HexFormat.of().parseHex(hex);
        assertThat(Printable.line(new String(octets, ISO_8859_1))).isEqualTo(expected);
    }

    @Test
    void text_that_was_decoded_already_passes_through_line_safely() {
        assertThat(Printable.line("日\u202E")).isEqualTo("日\\u202E");
    }

    @Test
    void nothing_that_a_terminal_obeys_is_left_of_random_octets() {
        Random random = new Random(1);
        for (int round = 0; round < 2000; round++) {
            byte[] octets = new byte[random.nextInt(60)];
            random.nextBytes(octets);
            assertThat(Printable.line(new String(octets, ISO_8859_1)).codePoints())
                    .allMatch(Printable::isPrintable);
            assertThat(Printable.text(new String(octets, UTF_8)).codePoints()).allMatch(Printable::isPrintable);
        }
    }

    @Test
    void random_text_in_utf_8_comes_out_as_the_decoder_of_the_platform_reads_it() {
        Random random = new Random(2);
        for (int round = 0; round < 2000; round++) {
            String text = random.ints(20, 0xA1, Character.MAX_CODE_POINT)
                    .filter(codePoint -> Character.getType(codePoint) != Character.SURROGATE)
                    .filter(Printable::isPrintable)
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString();
            assertThat(Printable.line(octets(text))).isEqualTo(text);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "PT0S, 0 ms",
        "PT0.3S, 300 ms",
        "PT0.0004S, 0 ms",
        "PT0.0006S, 1 ms",
        "PT0.9996S, 1000 ms",
        "PT1S, 1 s",
        "PT1.5S, 1.5 s",
        "PT59.9994S, 59.999 s",
        "PT1M, 1 min",
        "PT2M5.7S, 2 min 5 s",
        "PT1H30M, 1 h 30 min",
        "PT25H1S, 25 h 1 s",
        "PT-0.3S, -300 ms",
        "P100000D, 2400000 h"
    })
    void a_time_has_a_unit_of_its_own(Duration time, String text) {
        assertThat(Printable.time(time)).isEqualTo(text);
    }

    private static String octets(String text) {
        return new String(text.getBytes(UTF_8), ISO_8859_1);
    }
}
