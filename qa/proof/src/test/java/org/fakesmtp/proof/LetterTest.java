package org.fakesmtp.proof;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LetterTest {

    private static final Random RANDOM = new Random(1);
    private static final List<Letter> LETTERS = IntStream.range(0, 200)
            .mapToObj(number -> Letter.random("p" + number, RANDOM))
            .toList();

    @Test
    void letters_are_small_and_larger_than_the_spool_log_takes_and_have_dots_and_octets_of_eight_bits() {
        assertThat(LETTERS).anyMatch(letter -> letter.content().length < 4096);
        assertThat(LETTERS).anyMatch(letter -> letter.content().length > 256 * 1024);
        assertThat(LETTERS).anyMatch(letter -> text(letter.content()).contains("\r\n."));
        assertThat(LETTERS).anyMatch(letter -> text(letter.content()).matches("(?s).*[\\x80-\\xFF].*"));
    }

    @Test
    void id_is_found_in_the_content() {
        assertThat(LETTERS)
                .allSatisfy(letter -> assertThat(Letter.idOf(letter.content())).contains(letter.id()));
    }

    @Test
    void dots_are_doubled_at_the_beginning_of_lines_and_one_ends_the_content() {
        Letter letter = new Letter("p1", ".\r\n..a.\r\nb\r\n".getBytes(ISO_8859_1));

        assertThat(text(letter.stuffed())).isEqualTo("..\r\n...a.\r\nb\r\n.\r\n");
    }

    private static String text(byte[] octets) {
        return new String(octets, ISO_8859_1);
    }
}
