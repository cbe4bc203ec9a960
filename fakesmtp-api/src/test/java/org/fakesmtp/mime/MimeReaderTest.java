package org.fakesmtp.mime;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MimeReaderTest {

    private static final String MIXED = "Content-Type: multipart/mixed; boundary=b\n\n";

    private static MimeMessage read(String content) throws IOException {
        return read(content.getBytes(UTF_8), ReadingLimits.NONE);
    }

    private static MimeMessage read(byte[] content, ReadingLimits limits) throws IOException {
        return new MimeReader(limits).read(new ByteArrayInputStream(content));
    }

    private static List<String> names(MimeMessage message) {
        return message.header().fields().stream().map(HeaderField::name).toList();
    }

    // ---- the header

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "A: b\\r\\nC: d\\r\\n\\r\\nbody|A,C|body",
                "A: b\\nC: d\\n\\nbody|A,C|body",
                "A: b\\rC: d\\r\\rbody|A,C|body",
                "A: b\\r\\r\\nC: d\\r\\r\\n\\r\\r\\nbody|A,C|body",
                "A: b\\nC: d\\r\\n\\rbody|A,C|body",
                "A \\t: b\\n\\nbody|A|body",
                "A:\\n\\nbody|A|body",
                "A: b\\nbody|A|body",
                "A: b\\nbody\\n\\nmore|A|body\\n\\nmore",
                "A: b\\n: c\\n\\nbody|A|: c\\n\\nbody",
                "A: b\\nTwo words: c\\n\\nbody|A|Two words: c\\n\\nbody",
                "A: b\\nÜ: c\\n|A|Ü: c\\n",
                "A: b\\n--c: d\\n|A|--c: d\\n",
                "\\nA: b|``|A: b",
                "\\r\\n\\r\\nA: b|``|\\nA: b",
                "` A: b\\n\\nbody`|``|` A: b\\n\\nbody`",
                "body|``|body",
                "``|``|``",
                "A: b|A|``",
                "A: b\\n|A|``",
                "From a@x.test Thu Jan  1 00:00:00 1970\\nA: b\\n\\nbody|A|body",
                ">From a@x.test\\nA: b\\n\\nbody|A|body",
                "From here on\\nno header|``|From here on\\nno header",
                "From here on|``|From here on",
                "From here on\\n\\nno header|``|From here on\\n\\nno header",
            })
    void header_ends_where_no_field_follows(String content, String fields, String body) throws IOException {
        MimeMessage message = read(unescaped(content));
        assertThat(String.join(",", names(message))).isEqualTo(fields);
        assertThat(message.plain()).hasValue(unescaped(body));
        try (InputStream rest = new MimeReader(ReadingLimits.NONE)
                .body(new ByteArrayInputStream(unescaped(content).getBytes(UTF_8)))) {
            assertThat(new String(rest.readAllBytes(), UTF_8).replaceAll("\r?\r\n|\r", "\n"))
                    .isEqualTo(unescaped(body));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'A: b\\n c\\n\\td', 'b c\td'",
        "'A: b\\r c', 'b c'",
        "'A:\\n b', b",
        "'A: b\\n \\n c', 'b  c'",
        "'A: =?utf-8?q?caf=C3=A9?=', caf\u00e9",
        "'A: caf\u00e9', caf\u00e9"
    })
    void value_of_a_field_is_unfolded_and_decoded(String content, String value) throws IOException {
        assertThat(read(unescaped(content)).header().values("a")).containsExactly(value);
    }

    @Test
    void raw_octets_of_a_field_are_read_though_they_are_not_utf_8() throws IOException {
        MimeMessage message = read("Subject: caf\u00e9\r\n\r\n".getBytes(ISO_8859_1), ReadingLimits.NONE);
        assertThat(message.header().values("subject")).containsExactly("caf\u00e9");
        assertThat(message.header().fields()).extracting(HeaderField::raw).containsExactly("Subject: caf\u00e9\r\n");
    }

    @Test
    void a_header_that_ends_without_an_empty_line_is_remarked_on() throws IOException {
        assertThat(read("A: b\nno field\n").remarks())
                .containsExactly(
                        "the header ends without an empty line; the body begins with the line that is not a field");
        assertThat(read("no field\n").remarks()).isEmpty();
        assertThat(read("A: b\n").remarks()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "text/html, '<meta charset=\"windows-1251\">', \u043f",
        "text/html, '<META http-equiv=Content-Type content=\"text/html; charset=koi8-r\">', \u041e",
        "text/html; charset=iso-8859-1, '<meta charset=\"windows-1251\">', \u00ef",
        "text/html, '<meta name=viewport>', \u00ef",
        "text/plain, '<meta charset=windows-1251>', \u00ef"
    })
    void html_names_its_character_set_where_the_sender_does_not(String type, String html, String letter)
            throws IOException {
        String content = "Content-Type: " + type + "\n\n" + html + "\u00ef\n";
        MimeMessage message = read(content.getBytes(ISO_8859_1), ReadingLimits.NONE);
        assertThat(message.parts().get(0).text()).isEqualTo(html + letter + '\n');
    }

    // ---- which part is what

    @Test
    void inline_texts_are_joined_in_their_order() throws IOException {
        MimeMessage message = read(MIXED + """
                --b

                one
                --b
                Content-Type: image/png; name=a.png

                x
                --b
                Content-Disposition: inline

                two

                --b
                Content-Type: text/html

                <p>three</p>
                --b
                Content-Type: text/plain

                four
                --b--
                """);
        assertThat(message.plain()).hasValue("one\ntwo\nfour");
        assertThat(message.html()).hasValue("<p>three</p>");
        assertThat(message.attachments()).extracting(MimePart::toString).containsExactly("a.png, image/png, 1 octets");
        assertThat(message.plainView()).extracting(MimePart::number).containsExactly("1", "3", "4", "5");
        assertThat(message.remarks()).isEmpty();
    }

    @Test
    void alternatives_are_one_for_each_reader() throws IOException {
        MimeMessage message = read(MIXED + """
                --b
                Content-Type: multipart/alternative; boundary=i

                --i

                plain
                --i
                Content-Type: multipart/related; boundary=r

                --r
                Content-Type: text/html

                <p>html</p>
                --r
                Content-Type: image/png

                x
                --r--
                --i--
                --b

                footer
                --b--
                """);
        assertThat(message.plain()).hasValue("plain\nfooter");
        assertThat(message.html()).hasValue("<p>html</p>");
        assertThat(message.plainView()).extracting(MimePart::number).containsExactly("1.1", "2");
        assertThat(message.htmlView()).extracting(MimePart::number).containsExactly("1.2.1", "2");
        assertThat(message.attachments()).extracting(MimePart::number).containsExactly("1.2.2");
    }

    @ParameterizedTest
    @CsvSource({
        "Content-Type: text/plain; name=a.txt, true",
        "Content-Disposition: inline; filename=a.txt, true",
        "Content-Disposition: attachment; filename=a.txt, false",
        "Content-Disposition: attachment, false",
        "Content-Disposition: form-data, false",
        "Content-Disposition: ;, true",
        "Content-Type: text/calendar, false",
        "Content-Type: text/csv, false",
    })
    void only_text_is_the_text_though_it_has_a_name_unless_it_is_attached(String field, boolean text)
            throws IOException {
        for (MimeMessage message : List.of(
                read(field + "\n\nwords"),
                read(MIXED + "--b\n" + field + "\n\nwords\n--b\nContent-Type: image/png\n\nx\n--b--"))) {
            assertThat(message.plain().isPresent()).isEqualTo(text);
            assertThat(message.attachments().stream()
                            .anyMatch(part -> part.text().equals("words")))
                    .isEqualTo(!text);
        }
    }

    @Test
    void text_with_a_name_is_an_attachment_beside_one_without() throws IOException {
        MimeMessage message = read(
                MIXED + "--b\nContent-Type: text/plain; name=a.txt\n\na\n--b\nContent-Type: text/html\n\nb\n--b--");
        assertThat(message.plain()).isEmpty();
        assertThat(message.html()).hasValue("b");
        assertThat(message.attachments()).extracting(MimePart::name).containsExactly(Optional.of("a.txt"));
    }

    @Test
    void several_texts_with_names_and_none_without_are_attachments_but_for_alternatives() throws IOException {
        String parts = "--b\nContent-Type: text/plain; name=a\n\na\n--b\nContent-Type: text/html; name=b\n\nb\n--b--";
        assertThat(read(MIXED + parts).attachments()).hasSize(2);
        MimeMessage alternatives = read(MIXED.replace("mixed", "alternative") + parts);
        assertThat(alternatives.plain()).hasValue("a");
        assertThat(alternatives.html()).hasValue("b");
        assertThat(alternatives.attachments()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"message/rfc822", "message/global", "message/partial", "message/delivery-status"})
    void message_within_a_message_is_an_attachment_that_can_be_read_in_turn(String type) throws IOException {
        MimeMessage outer = read("Content-Type: " + type + "\n\nSubject: inner\n\nwords\n");
        assertThat(outer.plain()).isEmpty();
        assertThat(outer.attachments()).singleElement().satisfies(part -> {
            assertThat(part.type()).isEqualTo(type);
            MimeMessage inner = read(part.octets(), ReadingLimits.NONE);
            assertThat(inner.header().values("subject")).containsExactly("inner");
            assertThat(inner.plain()).hasValue("words\n");
        });
    }

    @Test
    void parts_of_a_digest_are_messages() throws IOException {
        assertThat(read(MIXED.replace("mixed", "digest") + "--b\n\nSubject: x\n\nwords\n--b--")
                        .attachments())
                .extracting(MimePart::type)
                .containsExactly("message/rfc822");
    }

    // ---- nothing vanishes

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "Content-Type: multipart/mixed; boundary=b\\n\\nwords\\n|words\\n|multipart/mixed has no parts; 6 octets are read as text",
                "Content-Type: multipart/mixed; boundary=b\\n\\nwords\\n--b--\\n|words|multipart/mixed has no parts; 5 octets are read as text",
                "Content-Type: multipart/mixed; boundary=b\\n\\n--b--\\n|``|multipart/mixed has no parts",
                "Content-Type: multipart/mixed\\n\\nwords|words|multipart/mixed has no boundary; 5 octets are read as text",
                "Content-Type: multipart/mixed; boundary=\"\"\\n\\nwords|words|multipart/mixed has no boundary; 5 octets are read as text",
                "Content-Type: multipart/mixed; boundary=\"  \"\\n\\nwords|words|multipart/mixed has no boundary; 5 octets are read as text",
                "Content-Type: multipart/mixed; boundary=b\\n\\nbefore\\n--b\\n\\nwords\\n--b--|words|the preamble of multipart/mixed is left out: 6 octets",
                "Content-Type: multipart/mixed; boundary=b\\n\\n--b\\n\\nwords\\n--b--\\nbehind\\n|words|what follows multipart/mixed is left out: 7 octets",
                "Content-Type: multipart/mixed; boundary=b\\n\\n--b\\n\\nwords\\n|words\\n|multipart/mixed ends without its last boundary line",
                "Content-Type: multipart/mixed; boundary=b\\n\\n--b\\nwords\\n--b--|words|``",
                "Content-Type: multipart/mixed; boundary=b\\n\\n--b\\n\\nwords\\n--b\\n|words|multipart/mixed ends without its last boundary line",
                "Content-Type: multipart/mixed; boundary=b\\n\\n--b\\nA: b\\nwords\\n--b--|words|part 1: the header ends without an empty line; the body begins with the line that is not a field",
                "Content-Type: multipart/mixed; boundary=b\\n\\n--b\\nNote: words\\n--b--|``|part 1: the header ends without an empty line; there is no body",
                "Content-Type: multipart/mixed; boundary=b\\n\\n--b\\nNote: words\\n|``|part 1: the header ends without an empty line; there is no body; multipart/mixed ends without its last boundary line",
                "Content-Type: multipart/mixed; boundary=b\\n\\n--b\\nNote: words\\n\\n--b--|``|``",
                "Content-Type: multipart/mixed; boundary=b\\n\\n--b\\n--b--|``|``",
                "Content-Type: text\\n\\nwords|words|Content-Type 'text' is not a type; it is read as text/plain",
                "Content-Type: multipart; boundary=b\\n\\n--b\\n\\nwords\\n--b--|words|Content-Type 'multipart' is not a type; it is read as multipart/mixed",
                "Content-Type: text/plain charset=utf-8\\n\\nwords|words|``",
                "Content-Type: TEXT / Plain ;;\\n\\nwords|words|``",
                "Content-Type:\\n\\nwords|words|``",
                "Content-Type: multipart/mixed; boundary=b\\nContent-Transfer-Encoding: base64\\n\\n--b\\n\\nwords\\n--b--|words|multipart/mixed cannot be encoded; its Content-Transfer-Encoding 'base64' is ignored",
                "Content-Transfer-Encoding: rot13\\n\\nwords|words|Content-Transfer-Encoding 'rot13' is not known; the octets are left as they came",
                "Content-Transfer-Encoding: base64\\n\\nd29y!ZHM=?\\n|words|octets that are not base64 are left out: 2",
                "Content-Transfer-Encoding: base64\\n\\nd29yZHM\\n|words|base64 breaks off: its last group has 3 of 4 digits",
                "Content-Transfer-Encoding: base64\\n\\nd29=\\ncmRz|words|``",
                "From : a@x.test\\nA: b\\n\\nwords|words|``",
                "From a@x.test Thu\\nA: b\\n\\nwords|words|the first line, 'From ' of an mbox, is left out: 18 octets",
            })
    void every_octet_is_in_a_text_or_remarked_on(String content, String text, String remark) throws IOException {
        MimeMessage message = read(unescaped(content));
        assertThat(message.plain().orElse("")).isEqualTo(unescaped(text));
        assertThat(message.attachments()).isEmpty();
        assertThat(String.join("; ", message.remarks())).isEqualTo(remark);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "From : a@x.test",
                "From  : Thu <a@x.test>",
                "From \t: a@x.test, 10:00:00",
                "From\t: a@x.test",
                ">From : a@x.test Thu",
            })
    void field_with_blanks_before_its_colon_is_no_line_of_an_mbox(String line) throws IOException {
        MimeMessage message = read(line + "\nA: b\n\nwords");
        assertThat(message.header().fields())
                .extracting(HeaderField::name)
                .containsExactly(line.split("\\s", 2)[0], "A");
        assertThat(message.remarks()).isEmpty();
        assertThat(message.plain()).contains("words");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "From a@x.test Thu Jan  1 00:00:00 1970",
                ">From a@x.test  Thu Jan  1 00:00:00 1970 +0100",
                "From - Thu Jan 01 00:00:00 1970",
                "From ann at x.test  Thu Jan  1 00:00:00 1970",
                "From MAILER-DAEMON 1 Jan 1970 00:00",
            })
    void line_of_an_mbox_is_left_out_with_a_remark(String line) throws IOException {
        MimeMessage message = read(line + "\nA: b\n\nwords");
        assertThat(message.header().fields()).extracting(HeaderField::name).containsExactly("A");
        assertThat(message.remarks()).hasSize(1);
    }

    @Test
    void line_that_only_begins_as_that_of_an_mbox_belongs_to_the_body() throws IOException {
        assertThat(read("From here on: b\nA: b\n\nwords").plain()).contains("From here on: b\nA: b\n\nwords");
    }

    @Test
    void boundary_may_begin_another() throws IOException {
        MimeMessage message = read("""
                Content-Type: multipart/mixed; boundary=b

                --b
                Content-Type: multipart/mixed; boundary=bb

                --bb

                one
                --b-
                --bb--
                --b \t
                Content-Type: multipart/mixed; boundary="b--"

                --b--

                two
                --b----
                --b

                three
                --b--
                """);
        assertThat(message.plain()).hasValue("one\n--b-\ntwo\nthree");
        assertThat(message.remarks()).isEmpty();
    }

    @Test
    void multipart_that_is_not_closed_ends_with_the_one_around_it() throws IOException {
        MimeMessage message =
                read(MIXED + "--b\nContent-Type: multipart/mixed; boundary=i\n\n--i\n\none\n--b\n\ntwo\n--b--");
        assertThat(message.plain()).hasValue("one\ntwo");
        assertThat(message.remarks()).containsExactly("part 1: multipart/mixed ends without its last boundary line");
    }

    @Test
    void boundary_may_be_long_but_not_longer_than_any_line_that_is_compared() throws IOException {
        for (int length : new int[] {71, 1000, LineSource.LONGEST - 4}) {
            String b = "x".repeat(length);
            assertThat(read(MIXED.replace("=b", "=" + b) + "--" + b + "\n\nwords\n--" + b + "--")
                            .plain())
                    .hasValue("words");
        }
        String b = "x".repeat(LineSource.LONGEST);
        assertThat(read(MIXED.replace("=b", "=" + b) + "--" + b + "\n\nwords\n--" + b + "--")
                        .remarks())
                .singleElement()
                .asString()
                .contains("has no boundary");
    }

    @ParameterizedTest
    @CsvSource({"\\n", "\\r\\n", "\\r", "\\r\\r\\n"})
    void octets_of_a_part_stay_as_they_are(String lineEnd) throws IOException {
        String end = unescaped(lineEnd);
        String octets = "a\n\r\r\n\r\r\r\n\0a\u00ff\r\n\n" + "y".repeat(3 * LineSource.LONGEST) + "\rz";
        String content = "Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: x/y\n\n".replace("\n", end)
                + octets
                + "\n--b--\n".replace("\n", end);
        MimeMessage message = read(content.getBytes(ISO_8859_1), ReadingLimits.NONE);
        assertThat(message.attachments())
                .singleElement()
                .extracting(part -> new String(part.octets(), ISO_8859_1))
                .isEqualTo(octets);
    }

    @Test
    void parts_of_parts_are_read_to_a_depth() throws IOException {
        StringBuilder nested = new StringBuilder();
        for (int i = 0; i < 40; i++) {
            nested.append(MIXED.replace("=b", "=b" + i)).append("--b").append(i).append('\n');
        }
        MimeMessage message = read(nested + "\nword");
        assertThat(message.attachments()).singleElement().satisfies(part -> {
            assertThat(part.type()).isEqualTo("multipart/mixed");
            assertThat(part.text()).endsWith("word");
        });
        assertThat(message.remarks()).first().asString().contains("parts more than 32 deep");
    }

    @Test
    void parts_are_read_up_to_a_number() throws IOException {
        MimeMessage message = read(MIXED + "--b\n\nx\n".repeat(3000) + "--b--");
        assertThat(message.parts()).hasSize(ReadingLimits.PARTS);
        assertThat(message.remarks()).containsExactly("more than 1000 parts; 4000 octets are left out");
    }

    // ---- limits

    @Test
    void what_is_beyond_a_limit_is_counted_and_not_kept() throws IOException {
        byte[] content =
                (MIXED + "--b\n\n12345\n--b\n\n67890\n--b\nContent-Type: x/y; name=z\n\n12345\n--b--").getBytes(UTF_8);
        MimeMessage message = read(content, new ReadingLimits(1000, 7, 3));
        assertThat(message.plain()).hasValue("12345\n67");
        assertThat(message.parts()).extracting(MimePart::size).containsExactly(5L, 5L, 5L);
        assertThat(message.parts()).extracting(MimePart::isCut).containsExactly(false, true, true);
        assertThat(message.attachments()).extracting(MimePart::text).containsExactly("123");
    }

    @Test
    void header_beyond_its_limit_is_counted_and_the_body_is_found() throws IOException {
        byte[] content = ("A: b\n" + "X: " + "x".repeat(100_000) + "\nC: d\n\nbody").getBytes(UTF_8);
        MimeMessage message = read(content, new ReadingLimits(1000, 1000, 0));
        assertThat(names(message)).containsExactly("A", "X");
        assertThat(message.plain()).hasValue("body");
        assertThat(message.remarks())
                .containsExactly("the header is longer than 1000 octets; 99014 octets of it are left out");
    }

    @Test
    @Timeout(60)
    void content_of_a_hundred_megabytes_takes_the_memory_of_the_limits() throws IOException {
        byte[] line = "VGhpcyBpcyBiYXNlNjQuVGhpcyBpcyBiYXNlNjQuVGhpcyBpcyBiYXNlNjQu\r\n".getBytes(UTF_8);
        byte[] lines = new byte[line.length * 10_000];
        for (int i = 0; i < lines.length; i++) {
            lines[i] = line[i % line.length];
        }
        String head = MIXED + "--b\nContent-Type: x/y; name=big\nContent-Transfer-Encoding: base64\n\n";
        String tail = "--b\nContent-Type: x/y; name=last\n\nx\n--b--";
        Stream<InputStream> content = Stream.of(
                        Stream.of(stream(head.getBytes(UTF_8))),
                        Stream.generate(() -> stream(lines)).limit(160),
                        Stream.of(stream(tail.getBytes(UTF_8))))
                .flatMap(all -> all);
        MimeMessage message = new MimeReader(new ReadingLimits(1000, 1000, 1000))
                .read(new SequenceInputStream(Collections.enumeration(content.toList())));
        assertThat(message.attachments())
                .extracting(MimePart::toString)
                .containsExactly("big, x/y, 72000000 octets", "last, x/y, 1 octets");
        assertThat(message.attachments())
                .extracting(part -> part.octets().length)
                .containsExactly(1000, 0);
    }

    private static InputStream stream(byte[] octets) {
        return new ByteArrayInputStream(octets);
    }

    private static String unescaped(String text) {
        return text.replace("\\n", "\n").replace("\\r", "\r").replace("\\t", "\t");
    }
}
