package org.fakesmtp.attack;

import java.util.concurrent.Callable;

/**
 * Something that a hostile or broken client does.
 *
 * @param name what it is, in a few words
 */
record Attack(String name, Assault assault) {

    /** The doing of it. What it opens it closes again. */
    interface Assault {

        /** Attacks, and throws {@link AssertionError} where the server does what it must not. */
        void on(Target target) throws Exception;
    }

    /** The same from many clients at a time, each on a thread of its own, that are given up after a while. */
    static void together(int clients, Callable<?> client) throws InterruptedException {
        ClientThreads.of(clients, client).await();
    }
}
