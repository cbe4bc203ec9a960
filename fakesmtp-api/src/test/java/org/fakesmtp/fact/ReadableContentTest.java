package org.fakesmtp.fact;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.fakesmtp.mail.Content;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReadableContentTest {

    private static final String HEADER =
            "Subject: one,\r\n two\r\nTo: b@y.test\r\nsubject: =?utf-8?q?dr=C3=A9i?=\r\n\r\n";

    private static MessageText text(Content content) {
        return ReadableContent.text(content);
    }

    @Test
    void header_body_and_parts_are_read_once_each_however_often_they_are_asked_for() {
        Counted octets = new Counted(HEADER + "the body");
        Content content = new ReadableContent(octets);
        MessageText held = text(content);
        for (int i = 0; i < 3; i++) {
            assertThat(text(content).header("Subject")).isEqualTo(List.of("one, two", "dr\u00e9i"));
            assertThat(text(content).header("to")).containsExactly("b@y.test");
            assertThat(text(content).body()).containsExactly("the body");
            assertThat(text(content).texts()).containsExactly("the body");
            assertThat(text(content).attachments()).isEmpty();
        }
        assertThat(octets.opened).isEqualTo(3);
        assertThat(text(content)).isSameAs(held);
    }

    @Test
    void header_is_read_without_the_body() {
        Counted octets = new Counted(HEADER + "x".repeat(100_000));
        assertThat(text(new ReadableContent(octets)).header("To")).hasSize(1);
        assertThat(octets.read).isLessThan(20_000);
    }

    @Test
    void nothing_is_read_before_it_is_asked_for() {
        Counted octets = new Counted(HEADER);
        assertThat(text(new ReadableContent(octets))).isNotNull();
        assertThat(octets.opened).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "'A: b\r\n\r\nbody\r\n\r\nmore', 'body\r\n\r\nmore'",
        "'A: b\n\nbody', body",
        "'A: b\r\rbody', body",
        "'A : b\r\n\r\nbody', body",
        "'\r\nA: b', 'A: b'",
        "' A: b\r\n\r\nbody', ' A: b\r\n\r\nbody'",
        "'From a@x.test Thu\nA: b\n\nbody', body",
        "'From here\non', 'From here\non'",
        "'A: b\r\nno field\r\n\r\nbody', 'no field\r\n\r\nbody'",
        "'A: b\r\r\n\r\r\nbody', body",
        "'no header', 'no header'",
        "'A: b\r\n', ''",
        "'', ''"
    })
    void body_begins_where_the_header_ends(String content, String body) {
        assertThat(text(new Counted(content)).body()).first().isEqualTo(body);
    }

    @Test
    void lines_of_a_body_may_be_taken_to_end_in_line_feeds() {
        assertThat(text(new Counted("\r\na\r\nb")).body()).containsExactly("a\r\nb", "a\nb");
    }

    @Test
    void rules_look_at_a_mebibyte_of_header_and_of_body() {
        MessageText endless = text(new Counted("A: b\r\nX: " + "x".repeat(MessageText.LIMIT) + "\r\nB: c\r\n\r\nbody"));
        assertThat(endless.header("A")).containsExactly("b");
        assertThat(endless.header("B")).isEmpty();
        assertThat(endless.body()).containsExactly("body");

        MessageText large = text(new Counted("A: b\r\n\r\n" + "x".repeat(MessageText.LIMIT + 1)));
        assertThat(large.body()).singleElement().asString().hasSize(MessageText.LIMIT);
        assertThat(large.texts()).singleElement().asString().hasSize(MessageText.LIMIT);
    }

    @Test
    void attachment_behind_more_than_a_mebibyte_is_found() {
        String part = "--b\r\nContent-Type: image/png; name=%s\r\n\r\n";
        MessageText large = text(new Counted("Content-Type: multipart/mixed; boundary=b\r\n\r\n"
                + part.formatted("one.png") + "x".repeat(3 * MessageText.LIMIT) + "\r\n"
                + part.formatted("two.png") + "x\r\n--b\r\n\r\nlast words\r\n--b--\r\n"));
        assertThat(large.attachments()).containsExactly("one.png", "two.png");
        assertThat(large.texts()).containsExactly("last words");
    }

    @Test
    void text_is_what_a_reader_of_plain_text_sees_and_what_a_reader_of_html_does() {
        assertThat(text(new Counted("""
                        Content-Type: multipart/mixed; boundary=o

                        --o
                        Content-Type: multipart/alternative; boundary=i

                        --i

                        plain words
                        --i
                        Content-Type: text/html

                        <p>HTML <b>words</b></p>
                        --i--
                        --o

                        last words
                        --o--
                        """)).texts()).containsExactly("plain words\nlast words", "HTML words\nlast words");
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
