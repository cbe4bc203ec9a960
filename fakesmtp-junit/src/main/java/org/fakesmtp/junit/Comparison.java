package org.fakesmtp.junit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.fakesmtp.dialogue.BareSession;
import org.fakesmtp.dialogue.Script;
import org.fakesmtp.text.Printable;
import org.opentest4j.AssertionFailedError;

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

    /** @throws AssertionFailedError where the server does something else */
    void play(Script.Turn turn) {
        if (!turn.waits().isZero()) {
            session.waits(turn.waits());
        }
        session.receive(turn.sent());
        turn.sent().lines().forEach(line -> transcript.add(PLAIN + "C: " + Printable.text(line)));
        List<String> all = session.done();
        List<String> said = all.subList(seen, all.size());
        seen = all.size();
        List<String> expected = Script.withoutDots(turn.expected(), said);
        int wrong = firstDifference(expected, said);
        for (int i = 0; i < said.size(); i++) {
            transcript.add((i == wrong ? MARK : PLAIN) + "S: " + Printable.text(said.get(i)));
        }
        if (wrong < Math.max(said.size(), expected.size())) {
            throw failure(expected, said, wrong);
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

    private AssertionFailedError failure(List<String> expected, List<String> said, int wrong) {
        List<Throwable> thrown = session.failures();
        String text = "the dialogue expects "
                + at(expected, wrong).map(Comparison::wanted).orElse("nothing more here")
                + ", and the server "
                + at(said, wrong)
                        .map(line -> "did 'S: " + Printable.text(line) + "'")
                        .orElse("did nothing more")
                + (thrown.isEmpty() ? "" : "; the code of the plugin has thrown " + thrown.get(thrown.size() - 1))
                + "\n\n"
                + String.join("\n", transcript)
                + (at(said, wrong).isEmpty() ? "\n" + MARK + "S:" : "")
                + "\n";
        List<String> wanted = new ArrayList<>(said.subList(0, wrong));
        wanted.addAll(expected.subList(wrong, expected.size()));
        AssertionFailedError failure = new AssertionFailedError(text, lines(wanted), lines(said));
        thrown.forEach(failure::addSuppressed);
        return failure;
    }

    private static String wanted(String line) {
        return line.equals(Script.DOTS)
                ? "'S: ...', more of a reply of several lines"
                : "'S: " + Printable.text(line) + "'";
    }

    private static String lines(List<String> lines) {
        return lines.stream().map(line -> "S: " + line + '\n').collect(Collectors.joining());
    }
}
