package org.fakesmtp.proof;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.fakesmtp.dist.Server;

/** Ends servers under load, by SIGKILL and by SIGTERM, and looks whether all that was acknowledged is there after a restart. */
final class CrashRun {

    private static final String COMMAND = "qa/run crash";
    private static final String HEADER = """
            | spool | ended by | rounds | acknowledged | files restored | found whole | lost | doubled | torn | envelopes alone | left over |
            |---|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|
            """;

    /** So many acknowledgements a round has on average. */
    private static final int EACH = 500;

    private static final int MOST_RESTARTS = 50;

    private static final Signal KILL = new Signal("SIGKILL", Server::kill);
    private static final Signal TERMINATE = new Signal("SIGTERM", Server::close);

    private final Play play;
    private final int restarts;
    private final StringBuilder text = new StringBuilder(HEADER);

    CrashRun(Play play) {
        this.play = play;
        restarts = Math.min(play.rounds(), MOST_RESTARTS);
    }

    /**
     * Plays all rounds.
     *
     * @param arguments the file for the table, how many rounds there are at least with each way to set the spool, a seed or "random", and a word that its settings are to contain; without it all
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        CrashRun run = new CrashRun(Play.of(arguments));
        if (!run.isGood(Files.createTempDirectory(Files.createDirectories(Path.of("target", "crash")), "run"))) {
            System.out.println("something was lost, doubled, torn or left over");
            System.exit(1);
        }
    }

    /** Plays all rounds, in a folder; returns whether nothing is wrong. */
    boolean isGood(Path folder) throws IOException, InterruptedException {
        Restarts.play(folder.resolve("restarts"), restarts);
        boolean good = true;
        for (Variant variant : Variant.with(play.only())) {
            good &= isGood(variant, KILL, folder.resolve("server" + text.length()), play.rounds());
            good &= isGood(variant, TERMINATE, folder.resolve("server" + text.length()), 1 + play.rounds() / 5);
            report();
        }
        return good;
    }

    /** What has been played so far. */
    private void report() throws IOException {
        String again = "%d restarts on one port, each with a client that is connected, met no address in use."
                .formatted(restarts);
        String how = "Seed %d. ".formatted(play.seed()) + Report.circumstances(COMMAND);
        new Report(play.report(), "Killed under load").write(text + "\n" + again + "\n\n" + how);
    }

    /** Whether nothing is wrong with one way to set the spool, and one to end the server. */
    private boolean isGood(Variant variant, Signal signal, Path folder, int rounds)
            throws IOException, InterruptedException {
        SpoolServer spooling = new SpoolServer(folder, folder.resolve("spool"), variant.settings());
        Ledger ledger = new Ledger();
        Inspection inspection = new Inspection(spooling.spool(), ledger);
        List<Findings> all = new ArrayList<>();
        int restored = 0;
        Server server = spooling.start();
        try {
            while (all.size() < rounds || ledger.acknowledgements() < rounds * EACH) {
                Round round = Round.random(play.random(all.size()), EACH);
                round.play(server, ledger, signal.end());
                server = spooling.start();
                restored += SpoolServer.restored(server);
                all.add(inspection.take());
                tell(variant, all, round);
            }
        } finally {
            server.kill();
        }
        Findings sum = all.stream().reduce(inspection.take(), Findings::plus);
        text.append("| `%s` | %s | %d | %,d | %,d | %s |%n"
                .formatted(variant, signal.name(), all.size(), ledger.acknowledgements(), restored, sum.cells()));
        return sum.areGood();
    }

    private static void tell(Variant variant, List<Findings> all, Round round) {
        Findings last = all.get(all.size() - 1);
        System.out.printf("%s: %d. %s: %s%n", variant, all.size(), round, last.cells());
        if (!last.areGood()) {
            System.out.println(last.wrong());
        }
    }

    /** A way to end a server. */
    private record Signal(String name, Round.End end) {}
}
