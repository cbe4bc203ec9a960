package org.fakesmtp.mime;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.StringWriter;
import java.nio.charset.Charset;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MailCharsetTest {

    /** A row of the Encoding Standard. */
    record Standard(String name, List<String> labels, String upper) {}

    static Stream<Standard> standard() throws Exception {
        try (InputStream in = MailCharsetTest.class.getResourceAsStream("/mime/whatwg.tsv")) {
            return new String(in.readAllBytes(), UTF_8)
                            .lines()
                            .filter(line -> !line.startsWith("#"))
                            .map(line -> line.split("\t"))
                            .map(row -> new Standard(row[0], List.of(row[1].split(" ")), upper(row[2])))
                            .toList()
                            .stream();
        }
    }

    private static String upper(String digits) {
        return digits.equals("-")
                ? ""
                : new String(HexFormat.of().parseHex(digits), java.nio.charset.StandardCharsets.UTF_16BE);
    }

    static Stream<Standard> singleByte() throws Exception {
        return standard().filter(row -> !row.upper().isEmpty());
    }

    private static byte[] octets(String latin1) {
        return latin1.getBytes(ISO_8859_1);
    }

    private static String decode(String latin1, String label) {
        return MailCharset.decode(octets(latin1), label);
    }

    @ParameterizedTest
    @MethodSource("standard")
    void each_label_of_the_encoding_standard_is_known(Standard row) {
        assertThat(row.labels())
                .filteredOn(label -> !label.equals("replacement"))
                .allMatch(label -> MailCharset.of(label).isPresent());
    }

    @ParameterizedTest
    @MethodSource("singleByte")
    void each_octet_is_read_as_the_encoding_standard_says(Standard row) {
        for (String label : row.labels()) {
            String upper = IntStream.range(0x80, 0x100)
                    .mapToObj(octet -> MailCharset.decode(new byte[] {(byte) octet}, label))
                    .reduce("", String::concat);
            assertThat(upper).as(label).isEqualTo(row.upper());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"UTF-8\"",
                "UTF-8\"",
                "'utf-8'",
                " utf-8 ",
                "utf_8",
                "UTF8",
                "utf-8;",
                "=utf-8",
                "charset=utf-8",
                "utf-8 (Unicode)",
                "utf8mb4",
                "cp65001",
                "csUTF8",
                "unicode-1-1-utf-8",
                "x-utf-8"
            })
    void label_is_known_whatever_stands_around_it_and_between_its_letters(String label) {
        assertThat(MailCharset.of(label)).contains(UTF_8);
    }

    @ParameterizedTest
    @CsvSource({
        "cp1252, windows-1252",
        "cp-1252, windows-1252",
        "Cp1252, windows-1252",
        "win-1251, windows-1251",
        "ISO8859_1, windows-1252",
        "iso-8859-9, windows-1254",
        "iso-8859-5-e, ISO-8859-5",
        "windows-1256-i, windows-1256",
        "x-mac-roman, macintosh",
        "mac-roman, macintosh",
        "x-mac-ce, x-MacCentralEurope",
        "windows-850, IBM850",
        "ibm850, IBM850",
        "latin9, ISO-8859-15",
        "cp932, windows-31j",
        "cp936, GB18030",
        "cp949, x-windows-949",
        "cp950, Big5-HKSCS",
        "cp50221, ISO-2022-JP",
        "koi8-ru, KOI8-U"
    })
    void name_of_another_kind_is_known_too(String label, String charset) {
        assertThat(MailCharset.of(label)).map(Charset::name).contains(charset);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "x-unknown",
                "unknown-8bit",
                "replacement",
                "no such set",
                "\u0000",
                "\uD83D\uDCA9",
                "utf-8x"
            })
    void set_that_nobody_knows_is_read_as_utf_8_or_windows_1252(String label) {
        assertThat(MailCharset.of(label)).isEmpty();
        assertThat(decode("caf\u00c3\u00a9", label)).isEqualTo("café");
        assertThat(decode("caf\u00e9 \u0080", label)).isEqualTo("café €");
    }

    @Test
    void octets_above_127_in_ascii_are_utf_8_or_windows_1252() {
        assertThat(decode("caf\u00c3\u00a9", "us-ascii")).isEqualTo("café");
        assertThat(decode("caf\u00e9 \u0081", "ANSI_X3.4-1968")).isEqualTo("café \u0081");
    }

    @Test
    void one_bad_octet_leaves_the_rest_of_a_text_in_utf_8() {
        assertThat(decode("caf\u00c3\u00a9 \u00e9 \u00c3\u00a9", "utf-8")).isEqualTo("café \uFFFD é");
        assertThat(decode("caf\u00c3", "utf-8")).isEqualTo("caf\uFFFD");
    }

    @Test
    void set_that_was_declared_is_kept_although_the_octets_could_be_utf_8() {
        assertThat(decode("caf\u00c3\u00a9", "iso-8859-1")).isEqualTo("cafÃ©");
    }

    @Test
    void character_that_a_limit_cut_off_is_left_out() {
        assertThat(MailCharset.decodeBeginning(octets("\u00c3\u00a9\u00c3"), "utf-8"))
                .isEqualTo("é");
        assertThat(MailCharset.decodeBeginning(octets("\u00c3\u00a9\u00c3"), "us-ascii"))
                .isEqualTo("é");
    }

    @ParameterizedTest
    @CsvSource({
        "gb2312, d6d081308130, 中\u0080",
        "gbk, 80d6d0, €中",
        "big5, a4a4fa40, 中𠕇",
        "big5, a241a1fea1e3a244a246, ∕／～￥￠",
        "big5, 886288a5, Ê̄ê̌",
        "cp950, a3c0a3e1c6e7, ␀€ぁ",
        "big5-hkscs, 8e69fa5f, 箸倩",
        "ks_c_5601-1987, c7d18c63, 한똠",
        "shift_jis, 87408abf, ①漢",
        "euc-jp, ada1b4c18eb18fb0a1, ①漢ｱ丂",
        "iso-2022-jp, 1b24422d2134411b28491b2842, ①漢",
        "iso-2022-kr, 1b2429430e47510f, 한",
        "iso-2022-jp, 1b284931321b2842, ｱｲ",
        "iso-2022-jp, 1b2428443021, 丂",
        "iso-2022-jp, 1b284a5c7e1b2842, ¥‾",
        "iso-2022-jp, b1b2, ｱｲ",
        "hz-gb-2312, 617e7b56504e447e7d7e7e, a中文~",
        "utf-7, 612b414f6b2d622b324433637151, aéb💩",
        "utf-7, 2b2d202b20, '+ + '",
        "utf-16, feff00e9, é",
        "utf-16, fffee900, é",
        "utf-16, e900, é",
        "utf-16be, 00e9, é",
        "utf-8, efbbbfc3a9, é",
        "koi8-ru, aebe, ўЎ",
        "x-mac-cyrillic, ff, €",
        "iso-8859-8-i, f9, ש",
        "tis-620, 80a1, €ก"
    })
    void octets_of_a_set_are_its_characters(String label, String octets, String text) {
        assertThat(MailCharset.decode(HexFormat.of().parseHex(octets), label)).isEqualTo(text);
    }

    /**
     * The digest is that of the standard's index-big5.txt, read in the same order; a dash is a pair without a
     * character.
     */
    @Test
    void each_pair_of_big5_is_the_character_of_the_encoding_standard() throws Exception {
        Charset big5 = MailCharset.of("big5").orElseThrow();
        String all = IntStream.rangeClosed(0x81, 0xFE)
                .boxed()
                .flatMap(lead -> IntStream.rangeClosed(0x40, 0xFE)
                        .filter(trail -> trail < 0x7F || trail > 0xA0)
                        .mapToObj(trail -> new String(new byte[] {lead.byteValue(), (byte) trail}, big5)))
                .map(text -> text.startsWith("\uFFFD") ? "-" : text)
                .collect(Collectors.joining("\n"));
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(all.getBytes(UTF_8));
        assertThat(HexFormat.of().formatHex(digest))
                .isEqualTo("b97893cecd7d32b09b8925243d517950120552b6d9f615a4efbf53ed127ecc82");
    }

    @ParameterizedTest
    @MethodSource("standard")
    void octets_that_mean_nothing_are_no_failure_and_the_same_when_they_come_one_by_one(Standard row) throws Exception {
        Random random = new Random(15);
        Charset charset =
                MailCharset.of(row.labels().get(row.labels().size() - 1)).orElse(UTF_8);
        for (int i = 0; i < 200; i++) {
            byte[] octets = new byte[random.nextInt(40)];
            random.nextBytes(octets);
            String whole = new String(octets, charset);
            StringWriter piecewise = new StringWriter();
            new InputStreamReader(new Drops(octets), charset).transferTo(piecewise);
            assertThat(piecewise.toString()).isEqualTo(whole);
            assertThat(MailCharset.decode(octets, row.name())).isNotNull();
        }
    }
}
