package org.fakesmtp.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A short soak; {@link SoakRun} plays a longer one. */
class SoakIT {

    private static final int SECONDS = 5;

    @TempDir
    private Path temporary;

    @Test
    void nothing_grows_or_is_lost_while_a_server_fails_by_chance()
            throws IOException, InterruptedException, URISyntaxException {
        Play play = Play.of(temporary.resolve("durability.md").toString(), "3", "random");

        assertThat(SoakRun.isGood(play, temporary, SECONDS)).isTrue();
    }
}
