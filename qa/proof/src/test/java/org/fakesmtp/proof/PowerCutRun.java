package org.fakesmtp.proof;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.fakesmtp.dist.Server;

/** Cuts the file system of a spool off under load, and looks whether all that was acknowledged is there when it is mounted again. Then the same with a spool that forces nothing: there something must be lost. */
final class PowerCutRun {

    private static final String COMMAND = "qa/run powercut";
    private static final String HEADER = """
            | spool | rounds | acknowledged | refused | files restored | found whole | lost | doubled | torn | envelopes alone | left over |
            |---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|
            """;

    /** So many acknowledgements a round has on average. */
    private static final int EACH = 300;

    private static final int CONTROLS = 3;
    private static final Duration SOON = Duration.ofSeconds(20);

    private final Play play;
    private final Path folder;
    private final StringBuilder text = new StringBuilder(HEADER);
    private int restored;

    private PowerCutRun(Play play, Path folder) {
        this.play = play;
        this.folder = folder;
    }

    /**
     * Plays all rounds.
     *
     * @param arguments the file for the table, how many rounds there are with each way to set the spool, a seed or "random", and a word that its settings are to contain; without it all
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Optional<String> missing = Volume.missing();
        if (missing.isPresent()) {
            System.out.println("a power cut needs " + missing.get());
            System.exit(1);
        }
        PowerCutRun run = new PowerCutRun(
                Play.of(arguments),
                Files.createTempDirectory(Files.createDirectories(Path.of("target", "powercut")), "run"));
        if (!run.isGood()) {
            System.out.println(
                    "something was lost, doubled, torn or left over, or nothing was lost where it had to be");
            System.exit(1);
        }
    }

    private boolean isGood() throws IOException, InterruptedException {
        boolean good = true;
        for (Variant variant : Variant.with(play.only())) {
            good &= cut(variant, play.rounds()).areGood();
        }
        for (Variant control : List.of(
                new Variant(List.of("spool.log=on", "spool.force=off")),
                new Variant(List.of("spool.log=off", "spool.force=off")))) {
            good &= !cut(control, CONTROLS).lost().isEmpty();
        }
        text.append("\nSeed ").append(play.seed()).append(". ").append(Report.circumstances(COMMAND));
        new Report(play.report(), "Power cuts").write(text.toString());
        return good;
    }

    /** All that was found with one way to set the spool. */
    private Findings cut(Variant variant, int rounds) throws IOException, InterruptedException {
        restored = 0;
        Ledger ledger = new Ledger();
        Findings sum = Findings.NONE;
        try (Volume volume = Volume.make(folder.resolve("volume" + text.length()))) {
            SpoolServer spooling = new SpoolServer(
                    folder.resolve("server" + text.length()), volume.directory().resolve("spool"), variant.settings());
            for (int i = 0; i < rounds; i++) {
                Findings findings = cutOnce(spooling, volume, ledger, play.random(i));
                System.out.printf("%s: %d. %s%n", variant, i + 1, findings.cells());
                if (!findings.areGood()) {
                    System.out.println(findings.wrong());
                }
                sum = sum.plus(findings);
            }
        }
        text.append("| `%s` | %d | %,d | %,d | %,d | %s |%n"
                .formatted(variant, rounds, ledger.acknowledgements(), ledger.refusals(), restored, sum.cells()));
        return sum;
    }

    private Findings cutOnce(SpoolServer spooling, Volume volume, Ledger ledger, Random random)
            throws IOException, InterruptedException {
        Server server = spooling.start();
        Round.random(random, EACH).play(server, ledger, victim -> {
            try {
                volume.cut();
                awaitTrouble(ledger);
            } finally {
                victim.kill();
            }
        });
        volume.recover();
        Server again = spooling.start();
        try {
            restored += SpoolServer.restored(again);
            return new Inspection(spooling.spool(), ledger).take();
        } finally {
            again.close();
        }
    }

    /** Clients go on for a while: whatever is acknowledged now was forced before. */
    private static void awaitTrouble(Ledger ledger) {
        int refusals = ledger.refusals();
        await().atMost(SOON).until(() -> ledger.refusals() > refusals);
    }
}
