package org.fakesmtp.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The short round of attacks; {@link AttackRun} plays all. */
class AttackIT {

    @TempDir
    private Path temporary;

    static List<Campaign> campaigns() {
        return Attacks.SHORT;
    }

    @ParameterizedTest
    @MethodSource("campaigns")
    void attacks_are_held_off(Campaign campaign) throws IOException, InterruptedException {
        assumeTrue(Vitals.areTold(), "this system has no /proc");

        List<Result> results = campaign.play(temporary, "");

        assertThat(results).filteredOn(result -> !result.held()).isEmpty();
    }
}
