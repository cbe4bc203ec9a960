package org.fakesmtp.server.transport;

import java.io.IOException;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The file descriptors that a process has left. Linux tells how many there may be and how many there are; to ask takes a while, so that it is asked again only when half of what was left then
 * may have gone. Used by one thread at a time.
 */
final class Descriptors {

    /** Below that many, each is looked for: others take descriptors too. */
    private static final long FEW = 64;

    /** All acceptors of a process take from the same; whoever uses it holds its lock. */
    static final Descriptors OF_THIS_PROCESS = new Descriptors(
            Path.of("/proc/self"), () -> ServerSocketChannel.open().close());

    private static final Pattern LIMIT = Pattern.compile("Max open files +([0-9]+) .*");

    private final Path process;

    /** So many may be taken before anybody asks again. */
    private long allowance;

    private final Look look;

    /** Takes a descriptor and gives it back. */
    @FunctionalInterface
    interface Look {
        /**
         * Takes one and gives it back.
         *
         * @throws IOException where none is left
         */
        void look() throws IOException;
    }

    /** @param process the folder of {@code /proc} about this process; where there is none, each descriptor is looked for */
    Descriptors(Path process, Look look) {
        this.process = process;
        this.look = look;
    }

    /**
     * Finds out whether there is one to take, at a price of some microseconds where there may be none.
     *
     * @throws IOException where none is left
     */
    void take() throws IOException {
        if (allowance == 0) {
            allowance = allowance();
        }
        if (allowance > 0) {
            allowance--;
        } else {
            look.look();
        }
    }

    private long allowance() {
        try (Stream<String> limits = Files.lines(process.resolve("limits"));
                Stream<Path> open = Files.list(process.resolve("fd"))) {
            long limit = limits.map(LIMIT::matcher)
                    .filter(Matcher::matches)
                    .mapToLong(line -> Long.parseLong(line.group(1)))
                    .findFirst()
                    .orElse(0);
            long half = (limit - open.count()) / 2;
            return half < FEW ? 0 : half;
        } catch (IOException | RuntimeException e) {
            return 0; // no such system, or no descriptor to look with
        }
    }
}
