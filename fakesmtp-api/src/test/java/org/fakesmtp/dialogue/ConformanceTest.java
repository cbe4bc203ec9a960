package org.fakesmtp.dialogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code qa/evidence/conformance.md} claims nothing that is not shown: each dialogue that it names is there and is played, each test that it names is there. */
class ConformanceTest {

    private static final Path ROOT = Path.of("..");
    private static final Path DIALOGUES = Path.of("src", "test", "resources", "dialogues");
    private static final List<Path> SOURCES = sources();
    private static final Pattern ROW = Pattern.compile("\\| ([^|]+) \\| ([^|]+) \\| ([^|]+) \\|");
    private static final Pattern NAME = Pattern.compile("`([^`]+)`");

    static Stream<String> rows() throws IOException {
        List<String> rows = Files.readAllLines(ROOT.resolve("qa/evidence/conformance.md")).stream()
                .filter(line -> line.startsWith("| ") && !line.endsWith("| shown by |"))
                .toList();
        assertThat(rows).hasSizeGreaterThan(60);
        return rows.stream();
    }

    private static Stream<String> names() throws IOException {
        return rows().flatMap(row -> NAME.matcher(row.substring(row.lastIndexOf('|', row.length() - 2)))
                        .results())
                .map(name -> name.group(1))
                .distinct();
    }

    static Stream<String> dialogues() throws IOException {
        return names().filter(name -> name.contains(".txt"));
    }

    static Stream<String> tests() throws IOException {
        return names().filter(name -> !name.contains(".txt"));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void row_says_what_it_is_about_and_what_shows_it(String row) {
        assertThat(row).matches(ROW);
        assertThat(row.substring(row.lastIndexOf('|', row.length() - 2))).matches("\\| `[^`]+`(, `[^`]+`)* \\|");
    }

    @ParameterizedTest
    @MethodSource("dialogues")
    void dialogue_that_is_named_is_there_and_is_played(String name) {
        String[] parts = name.split("#", 2);
        String title = parts.length > 1 ? parts[0] + ": " + parts[1] : "";
        List<Script> named = Dialogues.all()
                .filter(script -> title.isEmpty()
                        ? script.name().equals(parts[0]) || script.name().startsWith(parts[0] + ": ")
                        : script.name().equals(title))
                .toList();
        assertThat(named).as(name).isNotEmpty();
        assertThat(title.isEmpty() ? 1 : named.size()).as(name).isEqualTo(1);
        named.forEach(DialogueTest::play);
    }

    @ParameterizedTest
    @MethodSource("dialogues")
    void file_of_a_dialogue_tells_its_rfc(String name) throws IOException {
        Path file = DIALOGUES.resolve(name.split("#", 2)[0]);
        assertThat(Files.readAllLines(file).get(0)).matches("# .*RFC [0-9]+.*");
    }

    @ParameterizedTest
    @MethodSource("tests")
    void test_that_is_named_is_there(String name) throws IOException {
        String[] parts = name.split("#", 2);
        List<Path> sources = SOURCES.stream()
                .filter(file -> file.endsWith(parts[0] + ".java"))
                .toList();
        assertThat(sources).as(name).hasSize(1);
        assertThat(sources.get(0)).content().contains("    void " + parts[1] + "(");
    }

    /** The sources of all tests of all modules. */
    private static List<Path> sources() {
        try (Stream<Path> files = Files.find(ROOT, 20, (file, attributes) -> attributes.isRegularFile())) {
            return files.filter(file -> file.toString().matches(".*\\bsrc\\Wtest\\Wjava\\b.*Test\\.java|.*IT\\.java"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
