package org.fakesmtp.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who copies code from a page finds there what it imports. */
class ImportsTest {

    private static final Pattern IMPORT = Pattern.compile("(?m)^import .*?(\\w+);$");

    static List<Path> texts() {
        return Block.texts();
    }

    @ParameterizedTest
    @MethodSource("texts")
    void page_shows_what_its_code_imports_and_nothing_else(Path text) {
        List<Block> code = Block.of(text).stream()
                .filter(block -> block.language().equals("java"))
                .toList();
        List<String> shown = code.stream()
                .flatMap(block -> block.text().lines())
                .filter(line -> IMPORT.matcher(line).matches())
                .distinct()
                .toList();
        List<String> needed = code.stream()
                .filter(block -> !block.isImports())
                .flatMap(ImportsTest::imports)
                .distinct()
                .toList();
        assertThat(shown).containsExactlyInAnyOrderElementsOf(needed);
    }

    /** The imports of the file of a block that the block has a use for. */
    private static Stream<String> imports(Block block) {
        Matcher matcher =
                IMPORT.matcher(Block.read(Block.ROOT.resolve(block.source().orElseThrow())));
        return matcher.results()
                .filter(line -> Pattern.compile("\\b" + line.group(1) + "\\b")
                        .matcher(block.text())
                        .find())
                .map(line -> line.group());
    }
}
