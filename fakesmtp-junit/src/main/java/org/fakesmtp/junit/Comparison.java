package org.fakesmtp.junit;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.fakesmtp.api.Printable;
import org.fakesmtp.dialogue.BareSession;
import org.fakesmtp.dialogue.Script;

/** A session that is compared with its script, turn by turn. */
final class Comparison {

    private static final String PLAIN = "    ";
    private static final String MARK = " => ";

    private final BareSession session;
    private final List<String> transcript = new ArrayList<>();
    private int seen;

    Comparison(BareSession session) {
        this.session = session;
    }

    /** @throws AssertionError where the server does something else */
    void play(Script.Turn turn) {
        if (!turn.waits().isZero()) {
            session.waits(turn.waits());
        }
        session.receive(turn.sent());
        turn.sent().lines().forEach(line -> transcript.add(PLAIN + "C: " + Printable.text(line)));
        List<String> all = session.done();
        List<String> said = all.subList(seen, all.size());
        seen = all.size();
        int wrong = firstDifference(turn.expected(), said);
        for (int i = 0; i < said.size(); i++) {
            transcript.add((i == wrong ? MARK : PLAIN) + "S: " + Printable.text(said.get(i)));
        }
        if (wrong < Math.max(said.size(), turn.expected().size())) {
            throw failure(at(turn.expected(), wrong), at(said, wrong));
        }
    }

    private static int firstDifference(List<String> expected, List<String> said) {
        int both = Math.min(expected.size(), said.size());
        return IntStream.range(0, both)
                .filter(i -> !Script.matches(expected.get(i), said.get(i)))
                .findFirst()
                .orElse(both);
    }

    private static Optional<String> at(List<String> lines, int index) {
        return index < lines.size() ? Optional.of(lines.get(index)) : Optional.empty();
    }

    private AssertionError failure(Optional<String> expected, Optional<String> said) {
        List<Throwable> thrown = session.failures();
        String text = "the dialogue expects "
                + expected.map(line -> "'S: " + line + "'").orElse("nothing more here")
                + ", and the server "
                + said.map(line -> "did 'S: " + Printable.text(line) + "'").orElse("did nothing more")
                + (thrown.isEmpty() ? "" : "; the code of the plugin has thrown " + thrown.get(thrown.size() - 1))
                + "\n\n"
                + String.join("\n", transcript)
                + (said.isEmpty() ? "\n" + MARK + "S:" : "")
                + "\n";
        AssertionError failure = new AssertionError(text);
        Collections.unmodifiableList(thrown).forEach(failure::addSuppressed);
        return failure;
    }
}
