package org.fakesmtp.server.config;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.entry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fakesmtp.setting.Setting;
import org.fakesmtp.setting.SettingException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PropertiesReaderTest {

    @TempDir
    private Path folder;

    @Test
    void aLineIsAKeyAndAValue() throws IOException {
        assertThat(values("hostname = mail.test\nseed=42\n"))
                .containsExactly(entry("hostname", "mail.test"), entry("seed", "42"));
    }

    @Test
    void theOrderAndThePlacesAreKept() throws IOException {
        Path file = write("\n# first\nzebra = 1\n\nant = 2");

        assertThat(settings(PropertiesReader.read(file)))
                .containsExactly(
                        new Setting("zebra", "1", "fakesmtp.properties:3"),
                        new Setting("ant", "2", "fakesmtp.properties:5"));
    }

    @Test
    void onlyAnEqualsSignSeparates() throws IOException {
        assertThat(values("reject.a.reply = 550 5.1.1 No: a = b\na:b c = d"))
                .containsExactly(entry("reject.a.reply", "550 5.1.1 No: a = b"), entry("a:b c", "d"));
    }

    @Test
    void commentsBeginWithAHashOrAnExclamationMark() throws IOException {
        assertThat(values("# a = 1\n  ! b = 2 \\\nc = # 3\n")).containsExactly(entry("c", "# 3"));
    }

    @Test
    void aBackslashAtTheEndGoesOnAtTheNextLine() throws IOException {
        Path file = write("a = one, \\\n    two,\\\r\n\tthree\nb = 2");

        assertThat(settings(PropertiesReader.read(file)))
                .containsExactly(
                        new Setting("a", "one, two,three", "fakesmtp.properties:1"),
                        new Setting("b", "2", "fakesmtp.properties:4"));
    }

    @Test
    void anEscapedBackslashAtTheEndDoesNotGoOn() throws IOException {
        assertThat(values("a = 1\\\\\nb = 2")).containsExactly(entry("a", "1\\"), entry("b", "2"));
    }

    @Test
    void aFileMayEndWhereALineWouldGoOn() throws IOException {
        assertThat(values("a = 1 \\")).containsExactly(entry("a", "1"));
    }

    @Test
    void escapesMeanWhatTheyDoInJava() throws IOException {
        assertThat(values("a = 1\\n2\\r3\\t4\\\\5\\u00e9\\ud83d\\udE00"))
                .containsExactly(entry("a", "1\n2\r3\t4\\5\u00e9\ud83d\ude00"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/\\d+@\\w\\.test/", "a\\=b\\:c\\ d", "\\\"x\\\""})
    void anyOtherEscapeStaysAsItIsWritten(String written) throws IOException {
        assertThat(values("a = " + written)).containsExactly(entry("a", written));
    }

    @Test
    void blanksAtTheEndAreCutUnlessTheyAreEscaped() throws IOException {
        assertThat(values("a = 1 \t \nb = 2\\t  \nc =   \n"))
                .containsExactly(entry("a", "1"), entry("b", "2\t"), entry("c", ""));
    }

    @Test
    void linesMayEndInCrLfAndTheFileMayBeginWithAByteOrderMark() throws IOException {
        assertThat(values("\ufeffa = 1\r\n\r\nb = 2\r\n")).containsExactly(entry("a", "1"), entry("b", "2"));
    }

    @Test
    void textIsUtf8() throws IOException {
        assertThat(values("a = gr\u00fc\u00dfe")).containsExactly(entry("a", "gr\u00fc\u00dfe"));
    }

    @Test
    void whatIsNotUtf8IsNamedWithItsLine() throws IOException {
        Path file = folder.resolve("fakesmtp.properties");
        Files.write(file, "a = 1\nb = gr\u00fcn\n".getBytes(ISO_8859_1));

        assertWrong(file, "fakesmtp.properties:2: is not UTF-8, save the file as UTF-8");
    }

    @Test
    void aKeyThatStandsTwiceIsNamedWithBothLines() throws IOException {
        Layers layers = new Layers().file(write("seed = 1\n\nseed = 1"));

        assertThatExceptionOfType(SettingException.class)
                .isThrownBy(layers::merge)
                .withMessage("fakesmtp.properties:3: seed: is set already by fakesmtp.properties:1");
    }

    @Test
    void everyLineThatIsWrongIsReported() throws IOException {
        assertWrong(
                write("seed 1\n = 2\na = \\u12G4\nb = \\u00e"),
                "fakesmtp.properties:1: 'seed 1' has no '=', write key = value",
                "fakesmtp.properties:2: '= 2' has no key before its '=', write key = value",
                "fakesmtp.properties:3: a: '\\u12G4' lacks its four hexadecimal digits, such as \\u00E9;"
                        + " write \\\\u for a backslash",
                "fakesmtp.properties:4: b: '\\u00e' lacks its four hexadecimal digits, such as \\u00E9;"
                        + " write \\\\u for a backslash");
    }

    @Test
    void aMissingFileIsNamed() {
        Path file = folder.resolve("missing.properties");

        assertWrong(file, file + ": cannot be read: there is no such file");
    }

    @Test
    void aDirectoryIsNoFile() {
        assertWrong(folder, folder + ": cannot be read: it is a directory");
    }

    @Test
    void anEmptyFileHasNoSettings() throws IOException {
        assertThat(values("")).isEmpty();
    }

    private Map<String, String> values(String text) throws IOException {
        Map<String, String> values = new LinkedHashMap<>();
        settings(PropertiesReader.read(write(text))).forEach(setting -> values.put(setting.key(), setting.value()));
        return values;
    }

    private Path write(String text) throws IOException {
        return Files.write(folder.resolve("fakesmtp.properties"), text.getBytes(UTF_8));
    }

    private static void assertWrong(Path file, String... lines) {
        assertThatExceptionOfType(SettingException.class)
                .isThrownBy(() -> settings(PropertiesReader.read(file)))
                .withMessage(String.join("\n", lines));
    }

    /** The settings of a place where nothing is wrong. */
    static List<Setting> settings(Layer layer) {
        if (!layer.faults().isEmpty()) {
            throw SettingException.joined(
                    layer.faults().stream().map(Layer.Fault::error).toList());
        }
        return layer.settings();
    }
}
