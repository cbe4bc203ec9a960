package org.fakesmtp.junit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.fakesmtp.answer.Delivery;
import org.fakesmtp.api.Hooks;
import org.fakesmtp.api.Plugin;
import org.fakesmtp.api.SessionObserver;
import org.fakesmtp.mail.Message;
import org.fakesmtp.mail.SessionFacts;
import org.fakesmtp.setting.Settings;

/** Keeps the messages that come in, and lets tests wait for them. */
final class Arrivals implements Plugin {

    /** So many octets are kept. */
    private static final long ROOM = 512L << 20;

    private static final int SESSIONS = 10_000;

    private final SessionJournal journal;
    private final List<ReceivedMessage> messages = new ArrayList<>();
    private final Set<ReceivedMessage> awaited = new HashSet<>();

    /** The sessions that have begun a mail transaction since the test began, the last to do so last: of others, a message is of the test before. */
    private final Set<String> current = new LinkedHashSet<>();

    private long size;

    Arrivals(SessionJournal journal) {
        this.journal = journal;
    }

    @Override
    public String name() {
        return "junit";
    }

    @Override
    public void install(Settings settings, Hooks hooks) {
        hooks.deliver(this::deliver);
        hooks.observe(new SessionObserver() {
            @Override
            public void received(SessionFacts session, String line) {
                if (line.regionMatches(true, 0, "MAIL", 0, 4)) {
                    begins(session.id());
                }
            }
        });
    }

    private Delivery deliver(Message message) throws IOException {
        if (!reserve(message.session().id(), message.content().size())) {
            return Delivery.taken();
        }
        ByteArrayOutputStream octets =
                new ByteArrayOutputStream(Math.toIntExact(message.content().size()));
        message.content().writeTo(octets);
        String session = message.session().id();
        add(new ReceivedMessage(
                message.id(),
                message.session(),
                message.envelope(),
                message.received(),
                octets.toByteArray(),
                () -> journal.transcript(session)));
        return Delivery.taken();
    }

    private synchronized void begins(String session) {
        current.remove(session);
        current.add(session);
        if (current.size() > SESSIONS) {
            current.remove(current.iterator().next());
        }
    }

    /** Makes room for a message of this test; false for one of the test before. */
    private synchronized boolean reserve(String session, long octets) throws IOException {
        if (!current.contains(session)) {
            return false;
        }
        if (size + octets > ROOM) {
            throw new IOException("the messages of this test take more than " + (ROOM >> 20) + " MB");
        }
        size += octets;
        return true;
    }

    private synchronized void add(ReceivedMessage message) {
        if (current.contains(message.session().id())) {
            messages.add(message);
            notifyAll();
        }
    }

    synchronized List<ReceivedMessage> all() {
        return List.copyOf(messages);
    }

    synchronized void clear() {
        messages.clear();
        awaited.clear();
        current.clear();
        size = 0;
    }

    /** The first message for which a condition holds and that was not returned before; empty where none comes in time. */
    synchronized Optional<ReceivedMessage> await(Predicate<ReceivedMessage> condition, Duration time) {
        long deadline = System.nanoTime() + time.toNanos();
        Optional<ReceivedMessage> found = next(condition);
        try {
            for (long left = time.toNanos(); found.isEmpty() && left > 0; left = deadline - System.nanoTime()) {
                TimeUnit.NANOSECONDS.timedWait(this, left);
                found = next(condition);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        found.ifPresent(awaited::add);
        return found;
    }

    private Optional<ReceivedMessage> next(Predicate<ReceivedMessage> condition) {
        return messages.stream()
                .filter(message -> !awaited.contains(message))
                .filter(condition)
                .findFirst();
    }
}
