package org.fakesmtp.mime;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.fakesmtp.mime.TransferEncoding.BASE64;
import static org.fakesmtp.mime.TransferEncoding.QUOTED_PRINTABLE;
import static org.fakesmtp.mime.TransferEncoding.UUENCODE;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class TransferEncodingTest {

    private static String decode(TransferEncoding encoding, String octets) throws IOException {
        InputStream in = new ByteArrayInputStream(octets.getBytes(ISO_8859_1));
        return new String(encoding.decode(in).readAllBytes(), ISO_8859_1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "base64 | BASE64",
                " BASE64 | BASE64",
                "base64; | BASE64",
                "\"base64\" | BASE64",
                "base64 (a comment) | BASE64",
                "base-64 | BASE64",
                "(x) quoted-printable | QUOTED_PRINTABLE",
                "Quoted-Printable; charset=utf-8 | QUOTED_PRINTABLE",
                "quoted printable | QUOTED_PRINTABLE",
                "'quoted-printable' | QUOTED_PRINTABLE",
                "7bit | IDENTITY",
                "8 bit | IDENTITY",
                "8-bit | IDENTITY",
                "binary | IDENTITY",
                "~~ | IDENTITY",
                "x-uuencode | UUENCODE",
                "uuencode | UUENCODE",
                "x-zip | UNKNOWN",
                "utf-8 | UNKNOWN",
                "base65 | UNKNOWN"
            })
    void name_is_read_as_it_is_meant(String body, TransferEncoding encoding) {
        assertThat(TransferEncoding.of(body.getBytes(ISO_8859_1))).isEqualTo(encoding);
    }

    @ParameterizedTest
    @CsvSource({
        "SGVsbG8=, Hello",
        "SGVsbG8, Hello",
        "SGVs\\r\\nbG8=, Hello",
        "SGVs!\\t *bG8=, Hello",
        "SGk=SGk=, HiHi",
        "SGk=\\r\\nSGk, HiHi",
        "SGVsbG8====, Hello",
        "S, ''",
        "'', ''",
        "=, ''"
    })
    void base64_is_read_on_behind_padding_without_padding_and_with_junk(String octets, String text) throws Exception {
        assertThat(decode(BASE64, octets.replace("\\r\\n", "\r\n").replace("\\t", "\t")))
                .isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "caf=C3=A9 | caf\u00c3\u00a9",
                "caf=c3=a9 | caf\u00c3\u00a9",
                "a=~b | ab",
                "a= ^ ~b | ab",
                "a =~b | a b",
                "a ^ ~b | a~b",
                "a b | a b",
                "a= | a",
                "a=  | a",
                "a=4 | a=4",
                "a=4G | a=4G",
                "a==41 | a=A",
                "a=ZZ | a=ZZ",
                "a= b | a= b",
                "caf\u00e9 | caf\u00e9",
                "a=@b | ab",
                "% | %"
            })
    void quoted_printable_is_read_and_what_is_no_escape_stays(String octets, String text) throws Exception {
        assertThat(decode(QUOTED_PRINTABLE, lines(octets))).isEqualTo(lines(text));
    }

    /** In a table a tilde is CR LF, an at sign LF, a circumflex a tab. */
    private static String lines(String cell) {
        return cell.replace("%", "").replace("~", "\r\n").replace("@", "\n").replace("^", "\t");
    }

    @Test
    void uuencode_is_read_between_begin_and_end_and_the_rest_stays() throws Exception {
        assertThat(decode(UUENCODE, "see:\r\nbegin 644 cat.txt\r\n#0V%T\r\n`\r\nend\r\nbye\r\n"))
                .isEqualTo("see:\r\nCatbye\r\n");
        assertThat(decode(UUENCODE, "begin 644 a\n%2&5L;&\\\n \nend")).isEqualTo("Hello");
        assertThat(decode(UUENCODE, "no such lines\r\n")).isEqualTo("no such lines\r\n");
    }

    @ParameterizedTest
    @EnumSource
    void octets_that_are_not_encoded_are_no_failure_and_the_same_in_pieces(TransferEncoding encoding) throws Exception {
        String[] pieces = {
            "=", "=C3", "A", "zz", " ", "\t", "\r\n", "\r", "\n", "\u00e9", "begin 644 x\r\n", "end\n", "#0V%T\n"
        };
        Random random = new Random(15);
        for (int i = 0; i < 2000; i++) {
            StringBuilder octets = new StringBuilder();
            random.ints(random.nextInt(30), 0, pieces.length).forEach(piece -> octets.append(pieces[piece]));
            InputStream in = encoding.decode(new Drops(octets.toString().getBytes(ISO_8859_1)));
            StringBuilder single = new StringBuilder();
            for (int octet = in.read(); octet >= 0; octet = in.read()) {
                single.append((char) octet);
            }
            assertThat(single.toString()).isEqualTo(decode(encoding, octets.toString()));
        }
    }

    @Test
    void base64_of_megabytes_is_what_the_jdk_made_it_of() throws Exception {
        byte[] octets = new byte[3_000_001];
        new Random(15).nextBytes(octets);
        InputStream in = new ByteArrayInputStream(Base64.getMimeEncoder().encode(octets));
        assertThat(BASE64.decode(in).readAllBytes()).isEqualTo(octets);
    }

    @Test
    void blanks_without_end_take_no_memory() throws Exception {
        InputStream blanks = new InputStream() {
            private int left = 50_000_000;

            @Override
            public int read() {
                return left-- > 0 ? ' ' : -1;
            }

            @Override
            public int read(byte[] octets, int from, int length) {
                int some = Math.min(length, left);
                Arrays.fill(octets, from, from + some, (byte) ' ');
                left -= some;
                return some > 0 ? some : -1;
            }
        };
        assertThat(QUOTED_PRINTABLE.decode(blanks).transferTo(java.io.OutputStream.nullOutputStream()))
                .isBetween(49_900_000L, 50_000_000L);
    }
}
