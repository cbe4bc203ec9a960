package org.fakesmtp.dist;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.fakesmtp.api.SessionObserver;
import org.fakesmtp.internal.Reason;
import org.fakesmtp.mail.Envelope;
import org.fakesmtp.mail.SessionFacts;
import org.fakesmtp.setting.Values;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.TypeConversionException;

/** {@code --exit-after}: ends the process after so many messages, or after a time. */
final class ExitAfter implements SessionObserver {

    /** So long the session that gave the last message may take to say QUIT. */
    private static final Duration FAREWELL = Duration.ofSeconds(2);

    private final long messages;
    private final Duration time;
    private final CountDownLatch taken = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);
    private long count;
    private String last = "";

    private ExitAfter(long messages, Duration time) {
        this.messages = messages;
        this.time = time;
    }

    /**
     * Reads {@code 3} or {@code 30s}.
     *
     * @throws IllegalArgumentException where it is neither
     */
    static ExitAfter parse(String text) {
        if (text.matches("[0-9]+")) {
            int messages = Values.number(text);
            if (messages == 0) {
                throw new IllegalArgumentException("messages are counted from 1, not from 0");
            }
            return new ExitAfter(messages, Duration.ZERO);
        }
        return new ExitAfter(0, Values.duration(text));
    }

    /** The option of the command line, whose value is one of these. */
    static OptionSpec.Builder option() {
        return CommandLineSyntax.value(ExitAfter.class, "N|TIME", "--exit-after")
                .converters((ITypeConverter<ExitAfter>) ExitAfter::convert);
    }

    /** Ends the process, in order, when the time has come. */
    void start() {
        Thread thread = new Thread(this::run, "fakesmtp-exit");
        thread.setDaemon(true);
        thread.start();
    }

    /** Waits until the time has come. */
    void await() throws InterruptedException {
        if (messages > 0) {
            taken.await();
            closed.await(FAREWELL.toMillis(), TimeUnit.MILLISECONDS);
        } else {
            taken.await(time.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void run() {
        try {
            await();
            System.exit(0);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public synchronized void accepted(SessionFacts session, String id, Envelope envelope, long size) {
        if (messages > 0 && ++count == messages) {
            last = session.id();
            taken.countDown();
        }
    }

    @Override
    public synchronized void closed(SessionFacts session) {
        if (session.id().equals(last)) {
            closed.countDown();
        }
    }

    private static ExitAfter convert(String text) {
        try {
            return parse(text);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(Reason.of(e));
        }
    }
}
