package org.fakesmtp.attack;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** Plays all attacks and writes the table of what they cost. */
final class AttackRun {

    private static final String COMMAND = "qa/run attack";

    private AttackRun() {}

    /**
     * Plays them.
     *
     * @param arguments the file for the table, two that are of no interest here, and a word that the names of attacks are to contain; without it all
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        if (!Vitals.areTold()) {
            System.out.println("attacks are skipped: this system has no /proc that tells what they cost");
            return;
        }
        Path report = Path.of(arguments[0]);
        String word = arguments.length > 3 ? arguments[3] : "";
        StringBuilder text = new StringBuilder(introduction());
        List<Result> results = new ArrayList<>();
        Path folder = Files.createTempDirectory(Files.createDirectories(Path.of("target", "attack")), "run");
        System.out.print(Result.HEADER);
        for (Campaign campaign : Attacks.CAMPAIGNS) {
            List<Result> own = campaign.play(folder.resolve("server" + results.size()), word);
            results.addAll(own);
            text.append("\n## ").append(campaign.title()).append("\n\n").append(Result.HEADER);
            own.forEach(result -> text.append(result.row()));
        }
        Files.writeString(report, text);
        if (!results.stream().allMatch(Result::held)) {
            System.out.println("not all attacks were held off");
            System.exit(1);
        }
    }

    private static String introduction() {
        return """
        # Robustness

        What hostile and broken clients do, played against the dist over loopback, and what it cost: the time the attack took, the most memory that the process had meanwhile, its threads and
        descriptors before and after, the heap in use after a collection before and after, and how long the slowest fresh client took to hand over a message in the clear or to be greeted in TLS,
        while the attack's connections were still open where it keeps any, and right after it. *Held* is: the client was served within a second, threads and descriptors went back to
        what a quiet server has, the heap grew by less than 6 MB, the log shows no failure, and what the attack checks for itself came true: what must not be obeyed was not, nothing was stored that
        must not be.

        Threads are counted without those of the JVM's compilers, and without pools, whose threads leave after a minute without work; the first table ends with a wait for that.

        Command: `%s`, on %s, with %d processors under a load of %.1f at the beginning, Java %s, %s.
        """.formatted(
                        COMMAND,
                        LocalDate.now(ZoneOffset.UTC),
                        Runtime.getRuntime().availableProcessors(),
                        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
                        System.getProperty("java.version"),
                        System.getProperty("os.name") + " " + System.getProperty("os.arch"));
    }
}
