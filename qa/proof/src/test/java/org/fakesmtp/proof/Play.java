package org.fakesmtp.proof;

import java.nio.file.Path;
import java.util.Random;

/**
 * What a run is told on its command line.
 *
 * @param report the file for its section
 * @param rounds how often, at least
 * @param seed of what is random; the interleaving of clients is not of it
 * @param only a word that names are to contain; empty for all
 */
record Play(Path report, int rounds, long seed, String only) {

    private static final int SEEDS = 1_000_000;

    /** In that order; the seed may be "random", and is printed then. */
    static Play of(String... arguments) {
        long seed = arguments[2].equals("random") ? new Random().nextInt(SEEDS) : Long.parseLong(arguments[2]);
        System.out.println("seed " + seed);
        String only = arguments.length > 3 ? arguments[3] : "";
        return new Play(Path.of(arguments[0]), Integer.parseInt(arguments[1]), seed, only);
    }

    /** The chance of one round. */
    Random random(int round) {
        return new Random(seed + round);
    }
}
