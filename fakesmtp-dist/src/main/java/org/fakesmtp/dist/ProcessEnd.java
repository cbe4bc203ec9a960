package org.fakesmtp.dist;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;
import java.util.regex.Pattern;
import org.fakesmtp.server.FakeSmtpServer;

/**
 * The end of the process: by a signal, by {@code --exit-after}, or by a plugin that calls {@code System.exit}. The server is stopped in order, in a time that the server holds to; whoever cannot
 * wait for that sends another signal. Nothing that a plugin leaves behind holds the end.
 */
final class ProcessEnd {

    /** The exit code where a plugin has ended the process before the server listened. */
    private static final int NOT_STARTED = 1;

    /** Those where a second signal has, of the terminal and of others. */
    private static final int INTERRUPTED = 130;

    private static final int TERMINATED = 143;

    /** Shells and other programs that start the server pass on a signal that it has got already. */
    private static final Duration SAME_SIGNAL = Duration.ofSeconds(1);

    private static final Duration GLANCE = Duration.ofMillis(100);

    /** So long may take what should take no time, such as the last words to whoever does not read them. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    /** Java makes such a thread for each signal; it waits for the end of the process. */
    private static final Pattern SIGNAL = Pattern.compile("SIG[A-Z]+ handler");

    private volatile Optional<FakeSmtpServer.Builder> building = Optional.empty();
    private volatile Optional<Serving> serving = Optional.empty();
    private volatile boolean listening;

    /** A server that runs, and what the exit code is when it has stopped. */
    private record Serving(FakeSmtpServer server, IntSupplier status) {}

    /** From now on the end of the process is an orderly one. */
    void watch() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::run, "fakesmtp-stop"));
    }

    /** Builds a server; a plugin that ends the process meanwhile is no success, and those that are installed already are closed. */
    FakeSmtpServer build(FakeSmtpServer.Builder builder) {
        building = Optional.of(builder);
        try {
            return builder.build();
        } finally {
            building = Optional.empty(); // also tells the exit of a program that this one is a part of from one of a
            // plugin
        }
    }

    /** A server is started, and to be stopped. */
    void serves(FakeSmtpServer server, IntSupplier status) {
        serving = Optional.of(new Serving(server, status));
    }

    /** The server listens. */
    void listens() {
        listening = true;
    }

    /** The server could not be started. */
    void servesNot() {
        serving = Optional.empty();
    }

    /** Ends a process in which no server runs. What plugins want to do at the end of the process holds it up no longer than some seconds. */
    static void exit(int status) {
        Thread last = new Thread(
                () -> {
                    pause(PATIENCE);
                    Runtime.getRuntime().halt(status);
                },
                "fakesmtp-last");
        last.setDaemon(true);
        last.start();
        System.exit(status);
    }

    /** An orderly stop is a success, though a signal asked for it, unless the command sees it otherwise. */
    private void run() {
        Optional<Serving> runs = serving;
        Optional<FakeSmtpServer.Builder> builder = building;
        if (runs.isPresent()) {
            boolean isUnlistened = !listening && isForeign();
            waitFor(runs.get().server()::close, Optional.empty());
            int status = lastWords(runs.get().status());
            Runtime.getRuntime().halt(isUnlistened ? NOT_STARTED : status);
        } else if (builder.isPresent() && isForeign()) {
            waitFor(builder.get()::abandon, Optional.empty());
            say("a plugin has ended the process before the server listened");
            Runtime.getRuntime().halt(NOT_STARTED);
        }
    }

    /** Whoever reads them may have stopped. */
    private static int lastWords(IntSupplier status) {
        AtomicInteger code = new AtomicInteger();
        waitFor(
                () -> {
                    code.set(status.getAsInt());
                    System.out.flush();
                    System.err.flush();
                },
                Optional.of(PATIENCE));
        return code.get();
    }

    /** Runs something; ends the process where another signal comes meanwhile. */
    private static void waitFor(Runnable work, Optional<Duration> most) {
        Thread thread = new Thread(work, "fakesmtp-end");
        thread.setDaemon(true);
        thread.start();
        long begin = System.nanoTime();
        int before = Integer.MAX_VALUE;
        while (thread.isAlive()
                && most.map(time -> System.nanoTime() - begin < time.toNanos()).orElse(true)) {
            List<String> signals = signals();
            if (signals.size() > before) {
                endAtOnce(signals);
            } else if (before == Integer.MAX_VALUE && System.nanoTime() - begin > SAME_SIGNAL.toNanos()) {
                before = Math.max(1, signals.size());
            }
            join(thread, GLANCE);
        }
    }

    private static void endAtOnce(List<String> signals) {
        Thread words = new Thread(() ->
                System.err.println("fakesmtp: ended at once by a second signal; the next start puts the spool right"));
        words.setDaemon(true);
        words.start();
        join(words, SAME_SIGNAL);
        Runtime.getRuntime().halt(signals.contains("SIGTERM handler") ? TERMINATED : INTERRUPTED);
    }

    private static List<String> signals() {
        ThreadGroup all = Thread.currentThread().getThreadGroup();
        while (all.getParent() != null) {
            all = all.getParent();
        }
        Thread[] threads = new Thread[all.activeCount() + 16];
        int count = all.enumerate(threads);
        return Arrays.stream(threads, 0, count)
                .map(Thread::getName)
                .filter(SIGNAL.asMatchPredicate())
                .toList();
    }

    /** Whether code that is not ours has called System.exit. */
    private static boolean isForeign() {
        return Thread.getAllStackTraces().values().stream().anyMatch(ProcessEnd::isForeign);
    }

    private static boolean isForeign(StackTraceElement[] stack) {
        for (int i = 0; i < stack.length; i++) {
            if (stack[i].getClassName().equals("java.lang.Runtime")
                    && stack[i].getMethodName().equals("exit")) {
                return Arrays.stream(stack, i, stack.length)
                        .filter(frame -> !frame.getClassName().startsWith("java."))
                        .findFirst()
                        .filter(frame -> !frame.getClassName().startsWith("org.fakesmtp.dist."))
                        .isPresent();
            }
        }
        return false;
    }

    private static void say(String text) {
        waitFor(() -> System.err.println("fakesmtp: " + text), Optional.of(PATIENCE));
    }

    private static void pause(Duration time) {
        try {
            TimeUnit.NANOSECONDS.sleep(time.toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void join(Thread thread, Duration time) {
        try {
            thread.join(time.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
