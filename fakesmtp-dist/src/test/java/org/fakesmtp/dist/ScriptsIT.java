package org.fakesmtp.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The scripts of the documentation do what it says, and what it shows is what programs say. */
class ScriptsIT {

    @TempDir
    static Path temporary;

    /** What was run already: it takes its time. */
    private static final Map<Block, Script.Outcome> OUTCOMES = new HashMap<>();

    private static final Map<Path, Said> SAID = new HashMap<>();

    static Stream<Block> scripts() {
        return Block.in("sh").filter(block -> BlockCheck.of(block) == BlockCheck.RUN);
    }

    static Stream<Block> starts() {
        return Block.in("sh").filter(block -> BlockCheck.of(block) == BlockCheck.STARTED);
    }

    static Stream<Block> texts() {
        return Block.in("text");
    }

    @ParameterizedTest
    @MethodSource("scripts")
    void script_succeeds(Block block) throws Exception {
        Script.Outcome outcome = outcome(block);

        assertThat(outcome.run().exit()).as(outcome.run().err()).isZero();
    }

    @ParameterizedTest
    @MethodSource("starts")
    void each_line_starts_the_server_or_ends_well(Block block) throws Exception {
        for (Block former : scripts(block.file())
                .filter(script -> script.line() < block.line())
                .toList()) {
            outcome(former);
        }

        script(block).tryOut();
    }

    @ParameterizedTest
    @MethodSource("texts")
    void what_is_shown_is_said(Block block) throws Exception {
        Said said = said(block.file());

        assertThat(block.text().lines().filter(line -> !line.isBlank())).allMatch(said::has);
    }

    /** What the scripts of a page say, and what else it shows. */
    private static Said said(Path page) throws Exception {
        if (!SAID.containsKey(page)) {
            Said said = new Said(temporary.resolve(page.toString().replaceAll("\\W", "-")));
            for (Block script : scripts(page).toList()) {
                said.add(outcome(script));
            }
            said.run(page);
            SAID.put(page, said);
        }
        return Objects.requireNonNull(SAID.get(page));
    }

    private static Stream<Block> scripts(Path page) {
        return scripts().filter(script -> script.file().equals(page));
    }

    private static Script script(Block block) {
        return new Script(
                block, temporary.resolve("run-" + block.file().toString().replaceAll("\\W", "-")));
    }

    private static Script.Outcome outcome(Block script) throws Exception {
        if (!OUTCOMES.containsKey(script)) {
            OUTCOMES.put(script, script(script).run());
        }
        return Objects.requireNonNull(OUTCOMES.get(script));
    }
}
