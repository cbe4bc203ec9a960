package org.fakesmtp.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
        return blocks().filter(block -> BlockCheck.of(block).equals(BlockCheck.BUILD))
                .flatMap(block -> block.commands().stream())
                .filter(command -> command.matches("(\\./mvnw|mvn|qa/run) .*"));
    }

    static Stream<Block> typed() {
        return blocks().filter(block -> BlockCheck.of(block).equals(BlockCheck.BUILD))
                .filter(block ->
                        !(block.file().startsWith("docs") || block.file().startsWith("qa"))
                                || block.file().endsWith("tutorial.md"));
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
    void build_has_all_that_a_line_of_it_names(String line) {
        assertThat(BuildLine.of(line).mistakes()).as(line).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "./mvnw -Pclient verify, there is no profile client",
        "./mvnw -Pjmh -pl fakesmtp-server test, there is no profile jmh",
        "./mvnw -Pmutation -f examples/mail-test verify, there is no profile mutation",
        "'./mvnw -pl fakesmtp-api,fakesmtp-servers test', there is no project fakesmtp-servers",
        "./mvnw -f examples/second-test verify, there is no project examples/second-test",
        "./mvnw -pl fakesmtp-api test -Dtest=TcpDialogueTest, there is no test TcpDialogueTest",
        "qa/run crash -Dplay.round=5, there is no property play.round",
        "qa/run soke # plays it, there is no suite soke",
        "./mvnw -DskipTest package && target/fakesmtp-*/bin/fakesmtp, there is no property skipTest",
        "./mvnw verfy, there is no goal verfy",
        "./mvnw spotlss:apply, there is no goal spotlss:apply",
        "./mvnw --quite verify # says less, there is no option --quite"
    })
    void mistake_in_a_line_of_the_build_is_told(String line, String told) {
        assertThat(BuildLine.of(line).mistakes()).containsExactly(told);
    }

    @ParameterizedTest
    @MethodSource("typed")
    void what_users_type_is_run(Block block) {
        assertThat(Block.read(Block.ROOT.resolve(".ci/typed")).lines())
                .containsAll(block.commands().stream()
                        .map(command -> command.replaceFirst(" +#.*", ""))
                        .toList());
    }

    @Test
    void what_is_run_is_what_readers_type() {
        assertThat(Block.read(Block.ROOT.resolve(".ci/typed")).lines().filter(line -> line.startsWith("./mvnw ")))
                .isSubsetOf(builds().map(line -> line.replaceFirst(" +#.*", "")).toList());
    }
}
