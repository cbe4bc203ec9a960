package org.fakesmtp.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Programs that tests need and a machine may lack. Without one its tests are skipped; where the environment variable CI is set, they fail. */
final class Tools {

    private Tools() {}

    static void need(String tool) {
        need(tool, isInstalled(tool));
    }

    /** The words of a program that must be there. */
    static Command command(String tool) {
        need(tool);
        return new Command(tool);
    }

    static void need(String tool, boolean present) {
        if (System.getenv("CI") == null) {
            assumeTrue(present, () -> tool + " is missing");
        } else {
            assertThat(present).as("%s is there, as CI needs it", tool).isTrue();
        }
    }

    private static boolean isInstalled(String tool) {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, tool)));
    }
}
