package org.fakesmtp.proof;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.fakesmtp.attack.ClientThreads;
import org.fakesmtp.dist.Command;
import org.fakesmtp.dist.Dist;
import org.fakesmtp.dist.Server;

/**
 * Mixed load on a server that fails by chance, for a long time. After each round all clients go, and what the server uses then must not grow; what it kept is compared with what clients were told,
 * and taken away.
 */
final class SoakRun {

    private static final String COMMAND = "qa/run soak";
    private static final String HEADER = """
            | round | visits | acknowledged | heap after GC, MB | descriptors | threads | in pools | peak RSS, MB |
            |---:|---:|---:|---:|---:|---:|---:|---:|
            """;

    private static final int CLIENTS = 16;
    private static final long SECONDS = 20;

    /** What is made lazily is there afterwards. */
    private static final int WARM_UP = 3;

    /** So many KB. */
    private static final int HEAP_TOLERANCE = 512;

    /** The spool log has more files or fewer, after more load or less. */
    private static final int DESCRIPTORS_TOLERANCE = 8;

    private static final int THREADS_TOLERANCE = 2;

    private final Server server;
    private final Inspection inspection;
    private final long seconds;
    private final StringBuilder text = new StringBuilder(HEADER);
    private final List<Sample> samples = new ArrayList<>();
    private Findings findings = Findings.NONE;

    private SoakRun(Server server, Inspection inspection, long seconds) {
        this.server = server;
        this.inspection = inspection;
        this.seconds = seconds;
    }

    /**
     * Plays all rounds.
     *
     * @param arguments the file for the table, how many rounds of twenty seconds there are, at least three, and a seed or "random"
     */
    public static void main(String[] arguments) throws IOException, InterruptedException, URISyntaxException {
        Play play = Play.of(arguments);
        Path folder = Files.createTempDirectory(Files.createDirectories(Path.of("target", "soak")), "run");
        if (!isGood(play, folder, SECONDS)) {
            System.out.println("something grew or was lost");
            System.exit(1);
        }
    }

    /** Plays all rounds of so many seconds, in a folder; returns whether nothing grew or was lost. */
    static boolean isGood(Play play, Path folder, long seconds)
            throws IOException, InterruptedException, URISyntaxException {
        Inspection inspection = new Inspection(folder.resolve("spool"), new Ledger());
        try (Server server = Server.start(folder, command())) {
            return new SoakRun(server, inspection, seconds).isGood(play);
        }
    }

    private static Command command() throws URISyntaxException {
        Path faults = Path.of(Objects.requireNonNull(SoakRun.class.getResource("/soak.properties"))
                .toURI());
        return Dist.shared()
                .fakesmtp("-c", faults.toString())
                .with("JAVA_OPTS", "-Xmx128m -XX:MarkSweepDeadRatio=0"); // a collection leaves no garbage
    }

    private boolean isGood(Play play) throws IOException, InterruptedException {
        for (int i = 1 - WARM_UP; i <= play.rounds(); i++) {
            playRound(i, play.random(i));
        }
        text.append("\n| | first third | last third | may grow by |\n|---|---:|---:|---:|\n");
        boolean flat = isFlat("heap after GC, KB", Sample::heap, HEAP_TOLERANCE);
        flat &= isFlat("descriptors", Sample::descriptors, DESCRIPTORS_TOLERANCE);
        flat &= isFlat("threads", Sample::threads, THREADS_TOLERANCE);
        long failures = Stream.of(server.out(), server.err())
                .flatMap(String::lines)
                .filter(line -> line.contains(" ERROR "))
                .count();
        text.append(
                "\nFailures in the log: %d. Found whole, lost, doubled, torn, envelopes alone, left over: %s. Seed %d. "
                        .formatted(failures, findings.cells().replace(" |", ","), play.seed()));
        new Report(play.report(), "A soak")
                .write(text.append(Report.circumstances(COMMAND)).toString());
        return flat && findings.areGood() && failures == 0;
    }

    private void playRound(int number, Random random) throws IOException, InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        AtomicInteger visits = new AtomicInteger();
        int acknowledged = inspection.ledger().acknowledgements();
        long seed = random.nextLong();
        AtomicInteger visitors = new AtomicInteger();
        ClientThreads.of(CLIENTS, () -> {
                    Random own = new Random(seed + visitors.incrementAndGet());
                    return visits.addAndGet(new SoakClient(server.port(), inspection.ledger(), own).visitUntil(end));
                })
                .await();
        Sample sample = Sample.of(server.pid());
        findings = findings.plus(inspection.take());
        String row = "| %d | %,d | %,d | %s |%n"
                .formatted(number, visits.get(), inspection.ledger().acknowledgements() - acknowledged, sample.cells());
        System.out.print(row);
        if (number > 0) {
            samples.add(sample);
            text.append(row);
        }
    }

    /** Compares the median of the first third with that of the last. */
    private boolean isFlat(String name, ToLongFunction<Sample> figure, int tolerance) {
        int third = samples.size() / 3;
        long first = Sample.median(samples.subList(0, third), figure);
        long last = Sample.median(samples.subList(samples.size() - third, samples.size()), figure);
        text.append("| %s | %d | %d | %d |%n".formatted(name, first, last, tolerance));
        return last - first <= tolerance;
    }
}
