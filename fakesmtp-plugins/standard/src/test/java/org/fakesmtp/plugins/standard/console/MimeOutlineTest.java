package org.fakesmtp.plugins.standard.console;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MimeOutlineTest {

    @Test
    void text_with_html_and_an_attachment_is_text_and_a_list() throws IOException {
        assertThat(outline("""
                From: =?utf-8?Q?J=C3=BCrgen?= <j@a.test>
                Subject: =?utf-8?B?R3LDvMOfZQ==?=
                 =?utf-8?Q?_und_mehr?=
                MIME-Version: 1.0
                Content-Type: multipart/mixed; boundary=outer

                Nobody reads this.
                --outer
                Content-Type: multipart/alternative; boundary=inner

                --inner
                Content-Type: text/plain; charset=utf-8
                Content-Transfer-Encoding: quoted-printable

                Sch=C3=B6ne =
                Gr=C3=BC=C3=9Fe
                --inner
                Content-Type: text/html

                <p>Hi</p>
                --inner--
                --outer
                Content-Type: image/png; name="x.png"
                Content-Disposition: attachment; filename="=?utf-8?Q?b=C3=A4r.png?="
                Content-Transfer-Encoding: base64

                AAECAwQ=
                --outer--
                """)).isEqualTo("""

                    From: Jürgen <j@a.test>
                    Subject: Grüße und mehr
                    MIME-Version: 1.0
                    Content-Type: multipart/mixed; boundary=outer

                    Schöne Grüße

                    [text/html, 9 octets]
                    [attachment: bär.png, image/png, 5 octets]
                    [the preamble of multipart/mixed is left out: 18 octets]
                """);
    }

    @Test
    void each_inline_text_is_shown_but_of_alternatives_the_plain_one() throws IOException {
        assertThat(outline("""
                Content-Type: multipart/mixed; boundary=b

                --b

                one
                --b
                Content-Type: text/html

                <p>two</p>
                --b
                Content-Type: text/plain

                three
                --b
                Content-Type: multipart/alternative; boundary=i

                --i

                four
                --i
                Content-Type: text/html

                <p>four</p>
                --i--
                --b--
                """)).isEqualTo("""

                    Content-Type: multipart/mixed; boundary=b

                    one

                    [text/html:]
                    <p>two</p>

                    three

                    four

                    [text/html, 11 octets]
                """);
    }

    @Test
    void a_text_with_a_name_is_shown_with_it_where_it_is_the_only_one() throws IOException {
        assertThat(outline("Content-Type: text/plain; name=a.txt\n\nhello\n")).isEqualTo("""

                    Content-Type: text/plain; name=a.txt

                    [a.txt, text/plain:]
                    hello
                """);
    }

    @Test
    void what_is_left_out_is_told_and_escaped() throws IOException {
        assertThat(outline("Content-Transfer-Encoding: a\u001b[2J\n\nhello\n"))
                .contains("[Content-Transfer-Encoding 'a\\x1B[2J' is not known; the octets are left as they came]")
                .doesNotContain("\u001b");
        assertThat(outline("Content-Type: multipart/mixed; boundary=b\n\n--b\n\nhello\n--b--\nbehind"))
                .contains("hello", "[what follows multipart/mixed is left out: 6 octets]");
    }

    @Test
    void html_alone_is_shown_and_said_to_be_html() throws IOException {
        assertThat(outline("Content-Type: text/html\n\n<p>Click</p>\n")).isEqualTo("""

                    Content-Type: text/html

                    [text/html, no plain text:]
                    <p>Click</p>
                """);
    }

    @Test
    void a_text_that_is_attached_is_no_text_of_the_message() throws IOException {
        assertThat(outline("Content-Disposition: attachment; filename=a.txt\n\nsecret\n"))
                .contains("[attachment: a.txt, text/plain, 8 octets]")
                .doesNotContain("secret");
    }

    @Test
    void a_message_within_a_message_is_a_part() throws IOException {
        assertThat(outline("Content-Type: message/rfc822\n\nSubject: inner\n\nx\n"))
                .contains("[message/rfc822, 21 octets]")
                .doesNotContain("inner");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "Content-Disposition: attachment; filename*=utf-8''b%C3%A4r.png|bär.png",
                "Content-Disposition: attachment; filename*0=\"one\"; filename*1=\"two.png\"|onetwo.png",
                "Content-Disposition: attachment; filename=\"bär.png\"|bär.png",
                "Content-Type: image/png; name=\"x y.png\"|x y.png",
                "Content-Type: image/png; name*=utf-8''b%C3%A4r.png|bär.png",
            })
    void a_file_name_is_read_however_it_is_written(String field, String name) throws IOException {
        String type = field.startsWith("Content-Type") ? "" : "Content-Type: image/png\n";
        assertThat(outline(type + field + "\n\nx\n")).contains("[attachment: " + name + ", image/png, 3 octets]");
    }

    @Test
    void eight_bit_text_without_a_character_set_is_utf_8_where_it_can_be() throws IOException {
        assertThat(outline("Subject: Grüße\n\nGrüße\n")).contains("Subject: Grüße", "    Grüße\n");
    }

    @Test
    void eight_bit_text_that_is_no_utf_8_is_latin_1() throws IOException {
        assertThat(outline("Subject: Grüße\r\n\r\nGrüße\r\n".getBytes(ISO_8859_1), 1000))
                .contains("Subject: Grüße", "    Grüße\n");
    }

    @ParameterizedTest
    @CsvSource({"iso-8859-1, =FC", "windows-1252, =FC", "utf-16be, =00=FC", "x-no-such, =C3=BC", "us-ascii, =C3=BC"})
    void a_character_set_is_honoured_where_it_is_known(String charset, String octets) throws IOException {
        assertThat(outline("Content-Type: text/plain; charset=" + charset
                        + "\nContent-Transfer-Encoding: quoted-printable\n\n" + octets + "\n"))
                .contains("    ü");
    }

    @Test
    void text_without_any_header_is_text() throws IOException {
        assertThat(outline("hello\nworld\n")).isEqualTo("\n    hello\n    world\n");
    }

    @Test
    void a_line_end_in_an_encoded_word_makes_no_second_field() throws IOException {
        assertThat(outline("Subject: =?utf-8?Q?a=0D=0ABcc:_b?=\n\n")).isEqualTo("\n    Subject: a\\r\\nBcc: b\n");
    }

    @Test
    void nothing_at_all_is_nothing() throws IOException {
        assertThat(outline("")).isEmpty();
    }

    @Test
    void a_character_cut_at_the_limit_does_not_spoil_the_rest() throws IOException {
        assertThat(outline(("\r\n" + "ü".repeat(100)).getBytes(UTF_8), 51))
                .isEqualTo("\n    " + "ü".repeat(25) + "\n    [...]\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "Content-Type: multipart/mixed; boundary=b\\n\\n--b\\n\\nhello\\n|hello",
                "Content-Type: multipart/mixed\\n\\nhello\\n|multipart/mixed",
                "Content-Type: ;;;===\\n\\nhello\\n|hello",
                "Content-Transfer-Encoding: base64\\n\\n!!aGVsbG8=!!\\n|hello",
                "Content-Transfer-Encoding: quoted-printable\\n\\nhello=ZZ=\\n|hello",
                "Subject: =?no-such?Q?=FF?= =?utf-8?X?a?=\\n\\nhello\\n|hello",
                "Content-Type: text/plain; charset=\"\\n\\nhello\\n|hello",
                "Subject: x\\nno field\\n\\nhello\\n|hello",
            })
    void broken_mime_is_shown_as_far_as_it_can_be_understood(String message, String shown) throws IOException {
        assertThat(outline(message.replace("\\n", "\n"))).contains(shown);
    }

    @Test
    void parts_within_parts_end_somewhere() throws IOException {
        StringBuilder nested = new StringBuilder();
        for (int i = 0; i < 2000; i++) {
            nested.append("Content-Type: multipart/mixed; boundary=b")
                    .append(i)
                    .append("\n\n--b")
                    .append(i)
                    .append('\n');
        }
        assertThat(outline(nested.toString())).contains("parts more than 32 deep; 112025 octets are not taken apart]");
    }

    @Test
    void random_octets_are_shown_somehow() throws IOException {
        Random random = new Random(7);
        for (int round = 0; round < 300; round++) {
            byte[] octets = new byte[random.nextInt(2000)];
            random.nextBytes(octets);
            byte[] head = "Content-Type: multipart/mixed; boundary=\"-\"\r\n".getBytes(UTF_8);
            System.arraycopy(head, 0, octets, 0, Math.min(head.length, octets.length));
            assertThat(outline(octets, 500)).hasSizeLessThan(10_000);
        }
    }

    @Test
    @Timeout(20)
    void an_attachment_of_ten_megabytes_is_counted_and_not_kept() throws IOException {
        byte[] content = new byte[10 << 20];
        String message = "Content-Type: application/pdf; name=big.pdf\nContent-Transfer-Encoding: base64\n\n"
                + Base64.getMimeEncoder().encodeToString(content) + "\n";
        assertThat(outline(message)).contains("[attachment: big.pdf, application/pdf, 10485760 octets]");
    }

    @Test
    @Timeout(20)
    void a_line_of_ten_megabytes_is_shown_up_to_the_limit() throws IOException {
        assertThat(outline("\n" + "x".repeat(10 << 20))).hasSize(1000 + "\n    \n    [...]\n".length());
    }

    @Test
    @Timeout(20)
    void a_header_of_ten_megabytes_does_not_hurt() throws IOException {
        assertThat(outline("Subject: " + "x".repeat(10 << 20) + "\n\nhello\n")).hasSizeLessThan(3000);
        assertThat(outline("X: y\n".repeat(1 << 20) + "\nhello\n"))
                .hasSizeLessThan(3000)
                .contains("hello");
    }

    private static String outline(String message) throws IOException {
        return outline(message.replace("\n", "\r\n").getBytes(UTF_8), 1000);
    }

    private static String outline(byte[] message, int limit) throws IOException {
        return MimeOutline.of(new ByteArrayInputStream(message), limit).toString();
    }
}
