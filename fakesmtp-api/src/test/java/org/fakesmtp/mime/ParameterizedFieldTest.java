package org.fakesmtp.mime;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Content-Type and Content-Disposition as people write them. */
class ParameterizedFieldTest {

    private static ParameterizedField read(String latin1) {
        return ParameterizedField.of(latin1.getBytes(ISO_8859_1));
    }

    private static String fileName(String parameters) {
        return read("attachment; " + parameters).parameter("filename").orElse("none");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "text/plain | text/plain | none",
                "TEXT/Plain; Charset=utf-8 | text/plain | utf-8",
                " text / html ; charset = \"utf-8\" | text/html | utf-8",
                "text/plain (a; comment=1) ; (x) charset=us-ascii (Plain text) | text/plain | us-ascii",
                "text/plain charset=utf-8 | text/plain | utf-8",
                "text/plain, charset=utf-8 | text/plain | utf-8",
                "text/plain;;; charset=utf-8; | text/plain | utf-8",
                "text/plain; charset=\"utf-8 | text/plain | utf-8",
                "text/plain; charset=utf-8\" | text/plain | utf-8",
                "text/plain; charset=utf-8 format=flowed | text/plain | utf-8",
                "text/plain; charset=utf-8; charset=koi8-r | text/plain | utf-8",
                "text/plain; foo bar; charset=utf-8 | text/plain | utf-8",
                "charset=utf-8 | ~~ | utf-8",
                "; charset=utf-8 | ~~ | utf-8",
                "text/plain;\\r\\n charset=utf-8 | text/plain | utf-8",
                "text/plain; charset*0=ut; charset*1=f-8 | text/plain | utf-8",
                "text/plain; charset*=us-ascii'en'utf-8 | text/plain | utf-8",
                "text/plain garbage; charset=utf-8 | text/plain | utf-8",
                "\"text/plain\"; charset=utf-8 | text/plain | utf-8",
                "text/plain (unclosed; charset=utf-8 | text/plain | utf-8",
                "~~ | ~~ | none"
            })
    void value_and_charset_are_read_as_they_are_meant(String body, String value, String charset) {
        String octets = body.replace("\\r\\n", "\r\n");
        assertThat(read(octets).value()).isEqualTo(value);
        assertThat(read(octets).parameter("charset").orElse("none")).isEqualTo(charset);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "filename=a.pdf | a.pdf",
                "filename=\"a.pdf\" | a.pdf",
                "filename*1=b.pdf; filename*0=a | ab.pdf",
                "filename*10=c; filename*2=b; filename*0=a | abc",
                "filename*0=a; filename*2=c.pdf | ac.pdf",
                "filename*1=a; filename*2=b | ab",
                "filename*0*=utf-8''caf%C3; filename*1*=%A9; filename*2=\"%41.pdf\" | café%41.pdf",
                "filename*2=\".pdf\"; filename*1*=%A9; filename*0*=UTF-8'en'caf%c3 | café.pdf",
                "filename*0*=utf-8''caf%C3; filename*1*=utf-8''%A9.pdf | café.pdf",
                "filename*=UTF-8''caf%C3%A9.pdf; filename=cafe.pdf | café.pdf",
                "filename=cafe.pdf; filename*=UTF-8''caf%C3%A9.pdf | café.pdf",
                "filename*=''caf%C3%A9.pdf | café.pdf",
                "filename*=x-who''caf%C3%A9.pdf | café.pdf",
                "filename*=x-who''caf%E9.pdf | café.pdf",
                "filename*=iso-8859-1'fr'caf%E9%80.pdf | café€.pdf",
                "filename*=UTF-8'caf%C3%A9.pdf | café.pdf",
                "filename*=caf%C3%A9.pdf | café.pdf",
                "filename*=\"UTF-8''caf%C3%A9.pdf\" | café.pdf",
                "filename*=UTF-8''it's%20mine.pdf | it's mine.pdf",
                "filename*=UTF-8''100%.pdf | 100%.pdf",
                "filename*=UTF-8''; filename=a.pdf | a.pdf",
                "filename=it's.pdf | it's.pdf",
                "filename=\"caf\u00e9.pdf\" | café.pdf",
                "filename=\"caf\u00c3\u00a9.pdf\" | café.pdf",
                "filename=caf\u00e9.pdf | café.pdf",
                "filename=\"=?utf-8?Q?caf=C3=A9?=.pdf\" | café.pdf",
                "filename==?utf-8?B?Y2Fmw6k=?=.pdf | café.pdf",
                "filename=\"=?utf-8?Q?caf=C3?= =?utf-8?Q?=A9.pdf?=\" | café.pdf",
                "filename*0=\"=?utf-8?Q?caf\"; filename*1=\"=C3=A9?=.pdf\" | café.pdf",
                "filename=my file.pdf | my file.pdf",
                "filename=my file.pdf; size=3 | my file.pdf",
                "filename=my file.pdf size=3 | my file.pdf",
                "filename=report (1).pdf | report (1).pdf",
                "filename=report(1).pdf | report(1).pdf",
                "filename=\"C:\\Users\\me\\a.pdf\" | C:\\Users\\me\\a.pdf",
                "filename=\"C:\\\\Users\\\\a.pdf\" | C:\\Users\\a.pdf",
                "filename=C:\\Users\\a.pdf | C:\\Users\\a.pdf",
                "filename=\"say \\\"hi\\\".pdf\" | say \"hi\".pdf",
                "filename=\"say \"hi\" now.pdf\" | say \"hi\" now.pdf",
                "filename=\"a;b.pdf\"; size=1 | a;b.pdf",
                "filename=\"a.pdf\" size=1 | a.pdf",
                "filename=\"a.pdf; size=1 | a.pdf",
                "filename=\"a.pdf | a.pdf",
                "filename=a.pdf\" | a.pdf",
                "filename=a.pdf; filename=b.pdf | a.pdf",
                "FileName=a.pdf | a.pdf",
                "filename = a.pdf | a.pdf",
                "filename*x=a.pdf | none",
                "filename=\"\" | ~~",
                "filename= | ~~",
                "filenames=a.pdf | none",
                "size=1 filename=a.pdf | a.pdf",
                "name=x | none"
            })
    void file_name_is_read_as_it_is_meant(String parameters, String fileName) {
        assertThat(fileName(parameters)).isEqualTo(fileName);
    }

    @Test
    void boundary_is_put_together_and_nothing_in_it_is_decoded() {
        assertThat(read("multipart/mixed; boundary*1=\"b\u00e9\"; boundary*0=\"=?a?Q?\"")
                        .octets("boundary"))
                .contains("=?a?Q?b\u00e9");
        assertThat(read("multipart/mixed; boundary=\"=?utf-8?Q?a?=\"").octets("boundary"))
                .contains("=?utf-8?Q?a?=");
        assertThat(read("multipart/mixed; boundary*=us-ascii''a%20b").octets("boundary"))
                .contains("a b");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ";",
                "a",
                " ",
                "(",
                ")",
                "\"",
                "\\\"",
                ";a=\"",
                ";a=\"\\\"",
                ";a=b",
                "\"(",
                "a ",
                ";filename*1=a",
                "=",
                "'",
                "*",
                ";filename=( ",
                ";filename=  "
            })
    void field_of_a_megabyte_is_read_in_linear_time(String piece) {
        String many = piece.repeat((1 << 20) / piece.length());
        for (String start :
                new String[] {"", "attachment; filename=", "attachment; filename=\"", "attachment; filename*="}) {
            assertTimeoutPreemptively(
                    Duration.ofSeconds(20), () -> read(start + many).parameter("filename"));
        }
    }

    @Test
    void no_field_is_a_failure() {
        String[] pieces = {
            "filename",
            "name",
            "*",
            "*0",
            "*1*",
            "=",
            ";",
            "\"",
            "\\",
            "'",
            "''",
            "utf-8",
            "%C3",
            "=?utf-8?Q?",
            "?=",
            " ",
            "(",
            ")",
            "\r\n ",
            "a",
            "\u00e9",
            ","
        };
        Random random = new Random(15);
        for (int i = 0; i < 20_000; i++) {
            StringBuilder body = new StringBuilder();
            random.ints(random.nextInt(30), 0, pieces.length).forEach(piece -> body.append(pieces[piece]));
            ParameterizedField field = read(body.toString());
            assertThat(field.parameter("filename")).isNotNull();
            assertThat(field.octets("name")).isNotNull();
        }
    }
}
