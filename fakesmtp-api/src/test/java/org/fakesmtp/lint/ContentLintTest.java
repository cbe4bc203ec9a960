package org.fakesmtp.lint;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Octets in, findings out, however the octets are cut. In the contents a tilde is CR LF. */
class ContentLintTest {

    private static final String HEADER = "Date: Wed, 25 Nov 2026 10:00:00 +0000~From: a@c.test~Message-ID: <1@c.test>~";
    private static final String MIME = HEADER + "MIME-Version: 1.0~";

    private static byte[] octets(String content) {
        return content.replace("~", "\r\n").getBytes(ISO_8859_1);
    }

    /** Each finding as {@code rule: detail}. */
    private static List<String> found(byte[] content, MailParameters mail, int... cuts) {
        List<String> found = new ArrayList<>();
        ContentLint lint = new ContentLint(mail, (rule, detail) -> found.add(rule + ": " + detail));
        int start = 0;
        for (int cut : cuts) {
            lint.add(ByteBuffer.wrap(content, start, cut - start));
            start = cut;
        }
        lint.add(ByteBuffer.wrap(content, start, content.length - start));
        lint.end();
        return found;
    }

    private static List<String> found(String content) {
        byte[] octets = octets(content);
        List<String> whole = found(octets, MailParameters.NONE);
        int[] each = java.util.stream.IntStream.range(0, octets.length).toArray();
        assertThat(found(octets, MailParameters.NONE, each))
                .as("octet by octet")
                .isEqualTo(whole);
        return whole;
    }

    private static List<String> rules(String content) {
        return found(content).stream()
                .map(finding -> finding.substring(0, finding.indexOf(':')))
                .toList();
    }

    static Stream<Arguments> wrong() {
        return Stream.of(
                Arguments.of("missing-date", "From: a@c.test~Message-ID: <1@c.test>~~Date: no~"),
                Arguments.of("missing-from", "Date: 25 Nov 2026 10:00 GMT~Message-ID: <1@c.test>~~From: no~"),
                Arguments.of("missing-message-id", "Date: 25 Nov 2026 10:00 GMT~From: a@c.test~~Message-ID: no~"),
                Arguments.of("duplicate-field", HEADER + "FROM: b@c.test~~"),
                Arguments.of("duplicate-field", HEADER + "date : Wed, 25 Nov 2026 10:00:00 +0000~~"),
                Arguments.of("duplicate-field", HEADER + "Subject: a~Subject: b~~"),
                Arguments.of("duplicate-field", HEADER + "To: a~Cc: b~To: c~~"),
                Arguments.of("duplicate-field", HEADER + "References: <a@b>~References: <a@b>~~"),
                Arguments.of("duplicate-mime-field", MIME + "MIME-Version: 1.0~~"),
                Arguments.of("duplicate-mime-field", MIME + "Content-Type: text/plain~Content-Type: text/html~~"),
                Arguments.of("duplicate-mime-field", part("Content-ID: <a>~Content-ID: <b>~~x~")),
                // As in readers, the first that says anything counts.
                Arguments.of(
                        "duplicate-mime-field",
                        MIME + "Content-Transfer-Encoding: 7bit~Content-Transfer-Encoding: base64~~no base64!~"),
                Arguments.of(
                        "duplicate-mime-field",
                        MIME + "Content-Type: text/plain~Content-Type: multipart/mixed; boundary=b~~x~"),
                Arguments.of("bad-date", HEADER.replace("Wed, 25", "today, 25") + "~"),
                Arguments.of("bad-date", HEADER + "Resent-Date: 2026-11-25T10:00:00Z~~"),
                Arguments.of("bad-message-id", HEADER.replace("<1@c.test>", "1@c.test") + "~"),
                Arguments.of("bad-message-id", HEADER.replace("<1@c.test>", "<1>") + "~"),
                Arguments.of("bad-message-id", HEADER.replace("<1@c.test>", "") + "~"),
                Arguments.of("bcc-sent", HEADER + "Bcc: secret@c.test~~"),
                Arguments.of("bcc-sent", HEADER + "Bcc:~ secret@c.test~~"),
                Arguments.of("no-field", HEADER + "Hello Bob~~"),
                Arguments.of("no-field", HEADER + "Hello Bob: hi~~"),
                Arguments.of("no-field", HEADER + ": no name~~"),
                Arguments.of("no-field", HEADER + "--boundary: no~~"),
                Arguments.of("no-field", part("no field~x~")),
                Arguments.of("raw-header", HEADER + "Subject: caf\u00e9~~"),
                Arguments.of("raw-header", HEADER + "Subject: a~ caf\u00c3\u00a9~~"),
                Arguments.of("raw-header", part("Content-Type: text/plain; name=\"caf\u00e9\"~~x~")),
                Arguments.of("eight-bit", HEADER + "~caf\u00e9~"),
                Arguments.of("eight-bit", part("~caf\u00e9~")),
                Arguments.of("missing-mime-version", HEADER + "Content-Type: text/plain~~x~"),
                Arguments.of("missing-mime-version", HEADER + "Content-Transfer-Encoding: base64~~eA==~"),
                Arguments.of("missing-boundary", MIME + "Content-Type: multipart/mixed~~--x~~y~--x--~"),
                Arguments.of("missing-boundary", MIME + "Content-Type: multipart/mixed; boundary=\"\"~~"),
                Arguments.of("missing-boundary", part("Content-Type: multipart/alternative~~x~")),
                Arguments.of("multipart-without-parts", MIME + "Content-Type: multipart/mixed; boundary=b~~text~"),
                Arguments.of(
                        "multipart-without-parts", MIME + "Content-Type: multipart/mixed; boundary=b~~--c~~x~--c--~"),
                Arguments.of("multipart-without-parts", MIME + "Content-Type: multipart/mixed; boundary=b~~--b--~"),
                Arguments.of("multipart-without-parts", MIME + "Content-Type: multipart/mixed; boundary=b~"),
                Arguments.of("multipart-without-parts", part("Content-Type: multipart/mixed; boundary=c~~")),
                Arguments.of("unclosed-multipart", MIME + "Content-Type: multipart/mixed; boundary=b~~--b~~x~"),
                Arguments.of("unclosed-multipart", MIME + "Content-Type: multipart/mixed; boundary=b~~--b~~x~--b-~"),
                Arguments.of("unclosed-multipart", part("Content-Type: multipart/mixed; boundary=c~~--c~~x~")),
                Arguments.of(
                        "encoded-multipart",
                        MIME + "Content-Type: multipart/mixed; boundary=b~Content-Transfer-Encoding: base64~~eA==~"),
                Arguments.of("unknown-encoding", MIME + "Content-Transfer-Encoding: base65~~x~"),
                Arguments.of("unknown-encoding", MIME + "Content-Transfer-Encoding: 8 bit~~x~"),
                Arguments.of("unknown-encoding", MIME + "Content-Transfer-Encoding: base64;~~eA==~"),
                Arguments.of("unknown-encoding", MIME + "Content-Transfer-Encoding: \"base64\"~~eA==~"),
                Arguments.of("unknown-encoding", MIME + "Content-Transfer-Encoding: utf-8~~x~"),
                Arguments.of("unknown-encoding", MIME + "Content-Transfer-Encoding: x-zip~~x~"),
                Arguments.of("unknown-encoding", part("Content-Transfer-Encoding: none~~x~")),
                Arguments.of("bad-base64", base64("SGVs!bG8=~")),
                Arguments.of("bad-base64", base64("SGVsbG8~")),
                Arguments.of("bad-base64", base64("SGVsbG8=SGVsbG8=~")),
                Arguments.of("bad-base64", base64("SGVsbG8=~~footer~")),
                Arguments.of("bad-base64", base64("S=GVsbG8=~")),
                Arguments.of("bad-base64", base64("SGVsbG8==~")),
                Arguments.of("bad-base64", base64("SGVsb-G8=~")),
                Arguments.of("bad-base64", part("Content-Transfer-Encoding: base64~~SGVs!bG8=~")),
                Arguments.of("bad-quoted-printable", quoted("a=zz~")),
                Arguments.of("bad-quoted-printable", quoted("a=4~")),
                Arguments.of("bad-quoted-printable", quoted("a==41~")),
                Arguments.of("bad-quoted-printable", quoted("a= b~")),
                Arguments.of("bad-quoted-printable", part("Content-Transfer-Encoding: quoted-printable~~1+1=2!~")),
                Arguments.of("unknown-charset", MIME + "Content-Type: text/plain; charset=uft-8~~x~"),
                Arguments.of("unknown-charset", MIME + "Content-Type: text/plain; charset=x-who~~x~"),
                Arguments.of("unknown-charset", part("Content-Type: text/plain; charset=\"\"~~x~")),
                Arguments.of("unknown-charset", HEADER + "Subject: =?uft-8?Q?a?=~~x~"),
                Arguments.of("long-encoded-word", HEADER + "Subject: =?utf-8?Q?" + "a".repeat(64) + "?=~~"),
                Arguments.of("cut-encoded-word", HEADER + "Subject: =?utf-8?Q?caf=C3?=~ =?utf-8?Q?=A9?=~~"),
                Arguments.of("cut-encoded-word", HEADER + "Subject: =?utf-8?B?Y2Fmww==?= =?utf-8?B?qQ==?=~~"),
                Arguments.of("cut-encoded-word", HEADER + "Subject: =?gb2312?B?1g==?=~~"),
                Arguments.of("bad-encoded-word", HEADER + "Subject: =?utf-8?B?Y2Fmw6k?=~~"),
                Arguments.of("bad-encoded-word", HEADER + "Subject: =?utf-8?B?Y2Fm!w6k?=~~"),
                Arguments.of("bad-encoded-word", HEADER + "Subject: =?utf-8?Q?a b?=~~"),
                Arguments.of("bad-encoded-word", HEADER + "Subject: =?utf-8?Q?a=ZZ?=~~"),
                Arguments.of("bad-encoded-word", HEADER + "Subject: =?utf-8?Q?caf=E9s?=~~"),
                Arguments.of("bad-encoded-word", HEADER + "Subject: =?us-ascii?Q?caf=E9?=~~"),
                Arguments.of("bad-encoded-word", HEADER + "X-Comment: a (=?utf-8?Q?=FF?=)~~"));
    }

    private static String part(String part) {
        return MIME + "Content-Type: multipart/mixed; boundary=\"b\"~~preamble~--b~" + part + "--b--~";
    }

    private static String base64(String body) {
        return MIME + "Content-Transfer-Encoding: base64~~" + body;
    }

    private static String quoted(String body) {
        return MIME + "Content-Transfer-Encoding: quoted-printable~~" + body;
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void what_is_wrong_is_told_and_nothing_else(String rule, String content) {
        assertThat(rules(content)).containsExactly(rule);
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void findings_are_the_same_however_the_octets_are_cut(String rule, String content) {
        byte[] octets = octets(content);
        List<String> whole = found(octets, MailParameters.NONE);
        for (int cut = 0; cut <= octets.length; cut++) {
            assertThat(found(octets, MailParameters.NONE, cut)).isEqualTo(whole);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                HEADER + "~Hi~",
                HEADER,
                HEADER + "~",
                HEADER
                        + "To: a@c.test,~ b@c.test~\tc@c.test~Subject:~Received: a~Received: b~Resent-From: a@b~Resent-From: a@b~~",
                HEADER + "Bcc:~~",
                HEADER + "Subject : obsolete blank~~",
                HEADER + "Keywords: a~Keywords: b~Comments: a~Comments: b~~",
                MIME + "Content-Type: text/plain; charset=utf-8~Content-Transfer-Encoding: 7bit~~Hi~",
                MIME + "Content-Type: text/plain; charset=unknown-8bit~~Hi~",
                MIME + "Content-Transfer-Encoding: BASE64 (by hand)~~SGVsbG8h~SGVs bG8=\t~",
                MIME + "Content-Transfer-Encoding: base64~~SGVsbG8h~SGVs bG8=~~~",
                MIME + "Content-Transfer-Encoding: base64~~",
                MIME + "Content-Transfer-Encoding: quoted-printable~~a=3D=C3=a9=~b= \t~= ~~=~",
                MIME + "Content-Transfer-Encoding: x-uuencode~~begin 644 a~`~end~",
                MIME
                        + "Content-Type: multipart/mixed; boundary=\"=_b\"~~text~--=_b~~a~--=_b  ~~b~--=_b--~--=_b~epilogue~",
                MIME
                        + "Content-Type: multipart/mixed; boundary=b~~--b~Content-Type: multipart/alternative; boundary=c~~--c~~x~--c~~y~--c--~~--b--",
                MIME + "Content-Type: multipart/mixed;~ boundary*1=b;~ boundary*0=a~~--ab~~a~--ab--~",
                MIME
                        + "Content-Type: multipart/mixed; boundary=b~~--b~Content-Transfer-Encoding: base64~~SGVsbG8=~--b--~",
                MIME
                        + "Content-Type: multipart/report; boundary=b~~--b~Content-Type: message/rfc822~~no header~--c~Content-Type: multipart/mixed~~--b--~",
                HEADER + "Subject: =?utf-8?Q?caf=C3=A9?= =?utf-8?B?Y2Fmw6k=?=~ =?iso-8859-1*fr?Q?caf=e9?=~~",
                HEADER + "Subject: =?utf-8?Q?aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa?=~~",
                HEADER + "Subject: 2+2=?5 ?= =?~~"
            })
    void what_is_right_is_not_told(String content) {
        assertThat(found(content)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Wed, 25 Nov 2026 10:00:00 +0000",
                "25 Nov 2026 10:00 -0330",
                "wed,25 nov 2026 10:00:00 +0000 (UTC)",
                "Wed, 25 Nov 2026 10:00:00 GMT",
                "Wed, 25 Nov 26 10:00:00 EST",
                "25 Nov 99 10:00:00 z",
                "Sat, 1 Jan 2000 23:59:60 +0000",
                "Thu, 29 Feb 2024 00:00:00 +0000",
                "(a (nested) one) Wed , 25 Nov 2026 10 : 00 : 00 +0000",
                "Wed, 25\t Nov  2026 10:00:00  +1400",
                "1 Jan 099 10:00:00 UT",
                "Wed,  5 Aug 2026 10:00:00 +0000",
                "05 Aug 2026 10:00:00 A"
            })
    void date_that_the_rfc_allows_is_one_also_in_an_obsolete_form(String date) {
        assertThat(MailDate.isValid(date)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "today",
                "2026-11-25T10:00:00Z",
                "Tue, 25 Nov 2026 10:00:00 +0000",
                "Wed, 31 Nov 2026 10:00:00 +0000",
                "29 Feb 2026 10:00:00 +0000",
                "Wed, 25 Nov 2026 24:00:00 +0000",
                "Wed, 25 Nov 2026 10:60:00 +0000",
                "Wed, 25 Nov 2026 10:00:61 +0000",
                "Wed, 25 Nov 2026 10:00:00 +0060",
                "Wed, 25 Nov 2026 10:00:00",
                "Wed, 25 Nov 2026 10:00:00 CET",
                "Wed, 25 Nov 2026 10:00:00 +00:00",
                "Wed 25 Nov 2026 10:00:00 +0000",
                "Wed, 25 November 2026 10:00:00 +0000",
                "Wed, Nov 25 2026 10:00:00 +0000",
                "Wed Nov 25 10:00:00 2026",
                "25 Nov 2026 1:00:00 +0000",
                "25 Nov 1899 10:00:00 +0000",
                "Mi, 25 Nov 2026 10:00:00 +0000",
                "Wed, 25 Nov 2026 10:00:00 +0000 (unclosed",
                "25.11.2026 10:00",
                "0 Nov 2026 10:00 GMT"
            })
    void date_that_the_rfc_does_not_allow_is_none(String date) {
        assertThat(MailDate.isValid(date)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Subject: a~Subject: b~~ | duplicate-field: line 5 of the message is one more subject",
                "Oops\u001b~~ | no-field: line 4 of the header is no field: 'Oops\\x1B'",
                "Subject: =?x-who?Q?a?=~~ | unknown-charset: line 4 of the message has an encoded word in an unknown character set: =?x-who?Q?a?="
            })
    void finding_says_where_and_what_fit_for_a_terminal(String rest, String finding) {
        assertThat(found(HEADER + rest)).containsExactly(finding);
    }

    @Test
    void line_that_is_no_field_ends_the_header() {
        assertThat(rules("Hi~" + HEADER + "~"))
                .containsExactly("no-field", "missing-date", "missing-from", "missing-message-id");
    }

    @Test
    void line_of_a_mailbox_file_in_front_is_no_field_and_does_not_end_the_header() {
        assertThat(rules("From ann@c.test Thu Nov 26 10:00:00 2026~" + HEADER + "~Hi~"))
                .containsExactly("no-field");
    }

    @Test
    void part_headers_may_have_octets_above_127_under_smtputf8() {
        MailParameters utf8 = new MailParameters(Map.of("SMTPUTF8", "", "BODY", "8BITMIME"));
        byte[] content = octets(part("Content-Type: text/plain; name=\"caf\u00c3\u00a9\"~~x~"));
        assertThat(found(content, utf8)).isEmpty();
    }

    @Test
    void octets_of_any_kind_are_no_failure_and_found_the_same_in_pieces() {
        String[] pieces = {
            "Date: x~",
            "From: a~",
            "Content-Type: multipart/mixed; boundary=b~",
            "Content-Transfer-Encoding: base64~",
            "~",
            "--b~",
            "--b--~",
            "--b",
            "\n",
            "\r",
            "=?utf-8?Q?",
            "=C3",
            "?=",
            "Subject: ",
            " ",
            "\u00e9",
            "SGVs",
            "=",
            ":",
            "Content-Type: multipart/mixed; boundary=c~",
            "--c~"
        };
        Random random = new Random(15);
        for (int i = 0; i < 5000; i++) {
            StringBuilder content = new StringBuilder();
            random.ints(random.nextInt(40), 0, pieces.length).forEach(piece -> content.append(pieces[piece]));
            byte[] octets = octets(content.toString());
            int[] cuts = random.ints(5, 0, octets.length + 1).sorted().toArray();
            assertThat(found(octets, MailParameters.NONE, cuts)).isEqualTo(found(octets, MailParameters.NONE));
        }
    }

    @Test
    void content_of_100_mb_is_looked_at_in_bounded_memory() {
        List<String> found = new ArrayList<>();
        ContentLint lint = new ContentLint(MailParameters.NONE, (rule, detail) -> found.add(rule.toString()));
        lint.add(ByteBuffer.wrap(octets(HEADER + "X: ")));
        byte[] block = new byte[1 << 20];
        Arrays.fill(block, (byte) 'x');
        for (int i = 0; i < 100; i++) {
            lint.add(ByteBuffer.wrap(block));
        }
        lint.end();
        assertThat(found).containsExactly("long-line");
    }
}
