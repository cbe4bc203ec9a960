package org.fakesmtp.dist;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.core.ConditionTimeoutException;

/** A server that runs in a process of its own, in a folder of its own. */
public final class Server implements AutoCloseable {

    /** A machine may have a lot else to do. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Process process;
    private final Path folder;

    private Server(Process process, Path folder) {
        this.process = process;
        this.folder = folder;
    }

    /** Starts a server and waits until it listens. Its port is to be a free one; what it writes is kept in the folder, which is where it works. */
    public static Server start(Path folder, Command command) throws IOException {
        Files.createDirectories(folder);
        Server server = new Server(
                command.and("--port-file", "port").in(folder).start(folder.resolve("out"), folder.resolve("err")),
                folder);
        try {
            server.awaitReady();
        } catch (ConditionTimeoutException | AssertionError e) {
            server.process.destroyForcibly();
            throw e;
        }
        return server;
    }

    private void awaitReady() {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> !process.isAlive() || out().contains("fakesmtp listens on"));
        assertThat(process.isAlive()).as(err()).isTrue();
        // Another server may run there: a test that inherits the address of the shipped file fails beside it.
        assertThat(portFile()).as("ports").doesNotContainPattern("\\b2525\\b");
    }

    /** What the port file says. */
    public String portFile() {
        return read("port");
    }

    /** The port of its one listener. */
    public int port() {
        return Integer.parseInt(portFile().strip());
    }

    /** The port of one of several listeners. */
    public int port(String listener) {
        return portFile()
                .lines()
                .filter(line -> line.startsWith(listener + '='))
                .mapToInt(line -> Integer.parseInt(line.substring(listener.length() + 1)))
                .findFirst()
                .orElseThrow();
    }

    /** What it has written to the standard output so far. */
    public String out() {
        return read("out");
    }

    /** What it has written to the standard error so far. */
    public String err() {
        return read("err");
    }

    /** The id of its process. */
    public long pid() {
        return process.pid();
    }

    /** How much time the processors have spent on it. */
    Duration processorTime() {
        return process.info().totalCpuDuration().orElseThrow();
    }

    /** Asks it to end, by the signal that stands for that. */
    public void terminate() {
        process.destroy();
    }

    /** Ends it at once, by the signal that no program can catch. */
    public void kill() {
        process.destroyForcibly();
        exitCode();
    }

    /** Waits for its end and gives its exit code. */
    public int exitCode() {
        boolean ended = process.onExit()
                .thenApply(ignored -> true)
                .completeOnTimeout(false, PATIENCE.toSeconds(), SECONDS)
                .join();
        if (!ended) {
            process.destroyForcibly();
        }
        assertThat(ended).as("ended: %s", err()).isTrue();
        return process.exitValue();
    }

    /** Ends it, which is to go well. */
    @Override
    public void close() {
        terminate();
        assertThat(exitCode()).as(err()).isZero();
    }

    private String read(String file) {
        try {
            return Files.readString(folder.resolve(file), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
