package org.fakesmtp.rule;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.fakesmtp.api.Content;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LegibleContentTest {

    private static final String HEADER =
            "Subject: one,\r\n two\r\nTo: b@y.test\r\nsubject: =?utf-8?q?dr=C3=A9i?=\r\n\r\n";

    private static HeaderText text(Content content) {
        return LegibleContent.text(content);
    }

    @Test
    void header_and_body_are_read_once_each_however_often_they_are_asked_for() {
        Counted octets = new Counted(HEADER + "the body");
        Content content = new LegibleContent(octets);
        HeaderText held = text(content);
        for (int i = 0; i < 3; i++) {
            assertThat(text(content).header("Subject")).isEqualTo(List.of("one, two", "dr\u00e9i"));
            assertThat(text(content).header("to")).containsExactly("b@y.test");
            assertThat(text(content).body()).isEqualTo("the body");
        }
        assertThat(octets.opened).isEqualTo(2);
        assertThat(text(content)).isSameAs(held);
    }

    @Test
    void header_is_read_without_the_body() {
        Counted octets = new Counted(HEADER + "x".repeat(100_000));
        assertThat(text(new LegibleContent(octets)).header("To")).hasSize(1);
        assertThat(octets.read).isLessThan(20_000);
    }

    @ParameterizedTest
    @CsvSource({
        "'A: b\r\n\r\nbody\r\n\r\nmore', 'body\r\n\r\nmore'",
        "'A: b\n\nbody', body",
        "'\r\nA: b', 'A: b'",
        "'A: b\r\n\r\r\n\r\nbody', body",
        "'A: b\r\n', ''",
        "'', ''"
    })
    void body_begins_after_the_first_empty_line(String content, String body) {
        assertThat(text(new Counted(content)).body()).isEqualTo(body);
    }

    @Test
    void rules_look_at_a_mebibyte_at_the_most() {
        HeaderText endless = text(new Counted("A: b\r\n" + "x".repeat(HeaderText.LIMIT)));
        assertThat(endless.header("A")).containsExactly("b");
        assertThat(endless.body()).isEmpty();

        HeaderText large = text(new Counted("A: b\r\n\r\n" + "x".repeat(HeaderText.LIMIT)));
        assertThat(large.body()).hasSize(HeaderText.LIMIT - 8);
    }

    /** Counts how often it is opened, and how much of it is read. */
    private static final class Counted implements Content {

        private final byte[] octets;
        private int opened;
        private int read;

        Counted(String text) {
            octets = text.getBytes(UTF_8);
        }

        @Override
        public long size() {
            return octets.length;
        }

        @Override
        public InputStream open() {
            opened++;
            return new FilterInputStream(new ByteArrayInputStream(octets)) {
                @Override
                public int read(byte[] into, int offset, int length) throws IOException {
                    int count = super.read(into, offset, length);
                    read += Math.max(0, count);
                    return count;
                }
            };
        }
    }
}
