package org.fakesmtp.proof;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** What clients have sent and what they were told. Many of them may write in it at the same time. */
final class Ledger {

    private final Map<String, String> sent = new ConcurrentHashMap<>();
    private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
    private final Set<String> found = new HashSet<>();
    private final AtomicInteger acknowledgements = new AtomicInteger();
    private final AtomicInteger refusals = new AtomicInteger();
    private final AtomicLong number = new AtomicLong();

    /** An id that no other letter has. */
    String nextId() {
        return "p" + number.incrementAndGet();
    }

    /** A letter is about to be sent. */
    void sends(Letter letter) {
        sent.put(letter.id(), Letter.digest(letter.content()));
    }

    /** What was said to the end of the content. */
    void hears(Letter letter, String reply) {
        if (reply.startsWith("250")) {
            acknowledged.add(letter.id());
            acknowledgements.incrementAndGet();
        } else if (!reply.isEmpty()) {
            refusals.incrementAndGet();
        }
    }

    /** How often 250 was heard so far. */
    int acknowledgements() {
        return acknowledgements.get();
    }

    /** How often something else was heard. */
    int refusals() {
        return refusals.get();
    }

    /** Whether someone has sent exactly this. */
    boolean isWhole(String id, byte[] content) {
        return Letter.digest(content).equals(sent.get(id));
    }

    /** Notes that a letter was found; returns whether it is for the first time. */
    boolean finds(String id) {
        return found.add(id);
    }

    /** The letters that were acknowledged and not found; they are told once. */
    List<String> missing() {
        List<String> missing =
                acknowledged.stream().filter(id -> !found.contains(id)).sorted().toList();
        acknowledged.clear();
        return missing;
    }
}
