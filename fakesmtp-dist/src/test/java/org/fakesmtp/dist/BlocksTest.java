package org.fakesmtp.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** No block of code stands in the documentation that the build does not check: {@link BlockCheck} has the ways. */
class BlocksTest {

    private static final Pattern FENCE = Pattern.compile("(?m)^\\s*(```|~~~)");

    static List<Path> texts() {
        return Block.texts();
    }

    static Stream<Block> blocks() {
        return Block.texts().stream().flatMap(text -> Block.of(text).stream());
    }

    static Stream<String> builds() {
        return blocks().flatMap(block -> block.commands().stream()).filter(command -> command.startsWith("./mvnw"));
    }

    @ParameterizedTest
    @MethodSource("texts")
    void every_fence_belongs_to_a_block(Path text) {
        assertThat(FENCE.matcher(Block.read(text)).results())
                .hasSize(2 * Block.of(text).size());
    }

    @ParameterizedTest
    @MethodSource("blocks")
    void every_block_is_checked_in_some_way(Block block) {
        assertThat(BlockCheck.of(block))
                .as("%s: ```%s", block, block.language())
                .isNotEqualTo(BlockCheck.NONE);
    }

    @ParameterizedTest
    @MethodSource("builds")
    void profiles_modules_tests_and_projects_of_build_commands_are_there(String command) throws IOException {
        for (String profile : words(command, " -P(\\w+)")) {
            assertThat(poms()).anyMatch(pom -> Block.read(pom).contains("<id>" + profile + "</id>"));
        }
        for (String module : words(command, " (?:-pl|-f) (\\S+)")) {
            assertThat(module.split(",")).allMatch(each -> Files.exists(Block.ROOT.resolve(each + "/pom.xml")));
        }
        for (String test : words(command, " -Dtest=(\\w+)")) {
            assertThat(files(test + ".java")).hasSize(1);
        }
    }

    private static List<String> words(String command, String pattern) {
        return Pattern.compile(pattern)
                .matcher(command)
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    private static List<Path> poms() throws IOException {
        return files("pom.xml");
    }

    private static List<Path> files(String name) throws IOException {
        try (Stream<Path> all = Files.find(
                Block.ROOT,
                12,
                (path, attributes) -> path.getFileName().toString().equals(name))) {
            return all.filter(path -> !path.toString().contains("/target/")).toList();
        }
    }
}
