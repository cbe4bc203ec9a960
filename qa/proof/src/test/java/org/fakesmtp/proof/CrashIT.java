package org.fakesmtp.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The short round of crashes; {@link CrashRun} plays a hundred times as many. */
class CrashIT {

    @TempDir
    private Path temporary;

    @Test
    void nothing_is_lost_doubled_torn_or_left_over_when_a_server_is_killed() throws IOException, InterruptedException {
        Play play = Play.of(temporary.resolve("durability.md").toString(), "1", "random");

        assertThat(new CrashRun(play).isGood(temporary)).isTrue();
    }
}
