package org.fakesmtp.dist;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A program for a test to run: with the Java of the build, and nothing else of the environment that fakesmtp would take for itself. */
public final class Command {

    private static final long PATIENCE = 60;

    private final ProcessBuilder builder;

    Command(List<String> words) {
        builder = new ProcessBuilder(new ArrayList<>(words));
        builder.environment().keySet().removeIf(name -> name.startsWith("FAKESMTP_"));
        with("JAVA_HOME", System.getProperty("java.home"));
        with("JAVA_OPTS", "-XX:TieredStopAtLevel=1"); // it starts sooner
    }

    public Command(String... words) {
        this(List.of(words));
    }

    /** Adds a variable of the environment. */
    public Command with(String variable, String value) {
        builder.environment().put(variable, value);
        return this;
    }

    Command in(Path directory) {
        builder.directory(directory.toFile());
        return this;
    }

    /** Gives the program a file as its standard input. */
    Command reading(Path file) {
        builder.redirectInput(file.toFile());
        return this;
    }

    /** Adds words at the end. */
    public Command and(String... words) {
        builder.command().addAll(List.of(words));
        return this;
    }

    /** Has the program run by another, whose words come first. */
    public Command under(String... words) {
        builder.command().addAll(0, List.of(words));
        return this;
    }

    /** Lets the program have no more file descriptors than that. */
    public Command descriptors(int most) {
        return under("sh", "-c", "ulimit -n " + most + " && exec \"$@\"", "sh");
    }

    /** Starts the program; what it writes goes to these files. */
    Process start(Path out, Path err) throws IOException {
        builder.redirectOutput(out.toFile()).redirectError(err.toFile());
        Process process = builder.start();
        process.getOutputStream().close();
        return process;
    }

    /** Runs the program to its end. */
    public Run run() throws IOException, InterruptedException {
        Path out = Files.createTempFile("out", null);
        Path err = Files.createTempFile("err", null);
        try {
            Process process = start(out, err);
            if (!process.waitFor(PATIENCE, SECONDS)) {
                process.destroyForcibly().waitFor();
                throw new IllegalStateException(this + " does not end: " + Files.readString(err));
            }
            return new Run(process.exitValue(), Files.readString(out, UTF_8), Files.readString(err, UTF_8));
        } finally {
            Files.delete(out);
            Files.delete(err);
        }
    }

    @Override
    public String toString() {
        return String.join(" ", builder.command());
    }

    /** How a program ended, and what it wrote. */
    public record Run(int exit, String out, String err) {}
}
