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

/** What a reader sees of a field. */
class EncodedWordsTest {

    private static String read(String latin1) {
        return ReadableText.field(latin1.getBytes(ISO_8859_1));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "=?utf-8?Q?caf=C3=A9?= | café",
                "=?UTF-8?q?caf=c3=a9?= | café",
                "=?utf-8?B?Y2Fmw6k=?= | café",
                "=?utf-8?b?Y2Fmw6k?= | café",
                "=?utf-8?B?Y2Fm w6k=?= | café",
                "=?utf-8?B?Y2Fm!w6k?= | café",
                "=?utf-8?B?Y2Fmw6k====?= | café",
                "=?utf-8?B?Yw==YQ==?= | ca",
                "=?utf-8*en?Q?caf=C3=A9?= | café",
                "=?iso-8859-1*fr-CA?Q?caf=E9?= | café",
                "=?iso-8859-1?Q?=80?= | €",
                "=?utf-8?Q?a b_c\td?= | a b c\td",
                "=?utf-8?Q?a=b=?= | a=b=",
                "=?utf-8?Q?100=ZZ?= | 100=ZZ",
                "=?utf-8?Q?what??= | what?",
                "=?utf-8?Q??= | ~~",
                "=?utf-8?B??= | ~~",
                "=??Q?caf=E9?= | café",
                "=?x-unknown?Q?caf=C3=A9?= | café",
                "=?us-ascii?Q?caf=E9?= | café",
                "=?koi8-r?B?8NLJ18XU?= | Привет",
                "=?utf-8?Q?caf=E9?= | caf\uFFFD",
                "=?'utf-8'?Q?caf=C3=A9?= | café",
                "=?utf-8?Q?caf\u00c3\u00a9?= | café"
            })
    void word_is_read_as_people_send_it(String field, String text) {
        assertThat(read(field)).isEqualTo(text.replace("\\t", "\t"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "=?utf-8?Q?caf=C3?= =?utf-8?Q?=A9?= | café",
                "=?utf-8?Q?caf=C3?= =?UTF8?b?qQ==?= | café",
                "=?UTF-8?B?w?= =?utf-8?Q?=A9?= | =?UTF-8?B?w?= \uFFFD",
                "=?utf-8?B?Y2Fmww==?= =?utf-8?B?qQ==?= | café",
                "=?utf-8?B?Y2Fmww?= =?utf-8?B?qQ?= | café",
                "=?utf-8?B?Y2Fmw?= =?utf-8?B?6k=?= | café",
                "=?utf-8*de?Q?caf=C3?= =?utf-8*en?Q?=A9?= | café",
                "=?utf-8?Q?caf=C3?==?utf-8?Q?=A9?= | café",
                "=?gb2312?B?1tA=?= =?GBK?Q?=B9?= =?gb18030?Q?=FA?= | 中国",
                "=?iso-8859-1?Q?caf?= =?windows-1252?Q?=E9?= | café",
                "=?iso-2022-jp?B?GyRCNEE=?= =?ISO-2022-JP?B?O3obKEI=?= | 漢字",
                "=?x-who?Q?caf=C3?= =?X-WHO?Q?=A9?= | café",
                "=?utf-8?Q?a?= \t  =?iso-8859-2?Q?=B1?= | aą"
            })
    void octets_of_neighbours_are_joined_before_they_are_decoded(String field, String text) {
        assertThat(read(field)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "=?utf-8?Q?a?= b =?utf-8?Q?c?= | a b c",
                "x=?utf-8?Q?a?=y | xay",
                "Re:=?utf-8?Q?a?= | Re:a",
                "\"=?utf-8?Q?caf=C3=A9?=\" <a@x> | \"café\" <a@x>",
                "a (=?utf-8?Q?caf=C3=A9?=) | a (café)",
                "=?utf-8?Q?a?= =?utf-8?X?b?= =?utf-8?Q?c?= | a =?utf-8?X?b?= c",
                "~=?utf-8?Q?a?=  ~ | ~a  ~"
            })
    void blanks_vanish_between_words_only(String field, String text) {
        assertThat(read(field)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "=?utf-8?X?abc?=",
                "=?utf-8?B?!?=",
                "=?utf-8?B?Y?=",
                "=?utf-8?Q?abc",
                "=?utf-8?Q?abc?",
                "=?utf-8?Q",
                "=?utf 8?Q?abc?=",
                "=?utf-8?QQ?abc?=",
                "=?",
                "?=",
                "=??=",
                "2+2=?4",
                ""
            })
    void what_cannot_be_decoded_stays_visible(String field) {
        assertThat(read(field)).isEqualTo(field);
    }

    @Test
    void word_without_an_end_does_not_swallow_the_next() {
        assertThat(read("=?utf-8?Q?abc =?utf-8?Q?d?=")).isEqualTo("=?utf-8?Q?abc d");
    }

    @ParameterizedTest
    @CsvSource({
        "caf\u00e9,café",
        "caf\u00c3\u00a9,café",
        "\u00e9\u00c3\u00a9,éÃ©",
        "\u0080 5,€ 5",
        "caf\u0081,caf\u0081",
        "\u00e9,é",
        "na\u00efve =?utf-8?Q?caf=C3=A9?=,naïve café",
        "=?utf-8?Q?a?= \u00c3\u00a9,a é",
        "\u00c3\u00a9 =?utf-8?Q?a?= \u00e9,Ã© a é"
    })
    void raw_octets_of_a_field_are_utf_8_if_all_of_them_can_be_and_otherwise_windows_1252(String field, String text) {
        assertThat(read(field)).isEqualTo(text);
    }

    @Test
    void folded_field_is_one_line() {
        assertThat(read("=?utf-8?Q?caf=C3?=\r\n =?utf-8?Q?=A9?=\r\n\t end\n of it"))
                .isEqualTo("café\t end of it");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "=?",
                "=?a",
                "=?a?",
                "=?a?Q",
                "=?a?Q?",
                "=?a?Q?b",
                "?=",
                "=?a?B?YQ==?=",
                "=?a?B?YQ==?= ",
                "=?utf-8?Q?=C3?= =?x?Q?",
                "=",
                "?",
                " ",
                "\u00e9",
                "\""
            })
    void field_of_a_megabyte_is_read_in_linear_time(String piece) {
        String field = piece.repeat((1 << 20) / piece.length());
        assertTimeoutPreemptively(
                Duration.ofSeconds(20), () -> assertThat(read(field)).isNotNull());
    }

    @Test
    void no_field_is_a_failure() {
        String[] pieces = {
            "=?",
            "?=",
            "utf-8",
            "iso-2022-jp",
            "?Q?",
            "?B?",
            "=",
            "?",
            " ",
            "\r\n ",
            "=C3",
            "w6k=",
            "\u00e9",
            "\u00c3\u00a9",
            "*en",
            "x",
            "_",
            "\""
        };
        Random random = new Random(15);
        for (int i = 0; i < 20_000; i++) {
            StringBuilder field = new StringBuilder();
            random.ints(random.nextInt(30), 0, pieces.length).forEach(piece -> field.append(pieces[piece]));
            assertThat(read(field.toString())).isNotNull();
        }
    }
}
