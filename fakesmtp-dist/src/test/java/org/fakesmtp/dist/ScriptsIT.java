package org.fakesmtp.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The scripts of the documentation do what it says, and what it shows is what programs say. */
class ScriptsIT {

    @TempDir
    static Path temporary;

    static Stream<Block> scripts() {
        return Block.in("sh").filter(block -> BlockCheck.of(block) == BlockCheck.RUN);
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
    @MethodSource("texts")
    void what_is_shown_is_said(Block block) throws Exception {
        Said said = new Said(temporary.resolve("said"));
        for (Block script :
                scripts().filter(script -> script.file().equals(block.file())).toList()) {
            said.add(outcome(script));
        }
        said.run(block.file());

        assertThat(block.text().lines().filter(line -> !line.isBlank())).allMatch(said::has);
    }

    private static Script.Outcome outcome(Block script) throws Exception {
        return new Script(script, temporary.resolve(script.toString().replaceAll("\\W", "-"))).run();
    }
}
