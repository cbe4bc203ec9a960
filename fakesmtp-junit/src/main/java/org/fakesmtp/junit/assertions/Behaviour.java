package org.fakesmtp.junit.assertions;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.fakesmtp.server.journal.SessionRecord;

/**
 * What clients did, over all their sessions.
 *
 * @param turns what they said, in the order of time
 */
record Behaviour(List<Turn> turns) {

    static Behaviour of(List<SessionRecord> sessions) {
        return new Behaviour(sessions.stream()
                .flatMap(session -> Turn.of(session).stream())
                .sorted(Comparator.comparing(Turn::at))
                .toList());
    }

    Stream<Turn> told(int code) {
        return turns.stream().filter(turn -> turn.wasTold(code));
    }

    /** How long after a reply of this code the client asked again for what was refused; empty where it did not. */
    Optional<Duration> retriedAfter(Turn refused, int code) {
        Turn asked = refusedFor(refused);
        Instant told = refused.replies().stream()
                .filter(reply -> reply.code() == code)
                .findFirst()
                .orElseThrow()
                .at();
        return turns.subList(turns.indexOf(refused) + 1, turns.size()).stream()
                .filter(asked::asksTheSame)
                .findFirst()
                .map(again -> Duration.between(told, again.at()));
    }

    /** A message that was refused is sent again from its MAIL on. */
    private Turn refusedFor(Turn refused) {
        boolean isMessage = refused.is("DATA") || refused.is("BDAT") || refused.is(Turn.CONTENT);
        return turns.stream()
                .filter(turn -> isMessage && turn.is("MAIL") && turn.isOfTransaction(refused))
                .findFirst()
                .orElse(refused);
    }

    /** What the client said in a transaction after it was told a code in it. */
    Stream<Turn> after(int code) {
        return told(code)
                .flatMap(told -> turns.subList(turns.indexOf(told) + 1, turns.size()).stream()
                        .filter(told::isOfTransaction));
    }

    /** Whether the client began TLS, and the server agreed, before a turn of the same session. */
    boolean isAfterStartTls(Turn turn) {
        return turns.subList(0, turns.indexOf(turn)).stream()
                .anyMatch(before ->
                        before.session().equals(turn.session()) && before.is("STARTTLS") && before.wasTold(220));
    }

    /** Where the content of a message was sent whole; not that of a transaction which began before the test did. */
    Stream<Turn> contents() {
        return turns.stream().filter(turn -> turn.is(Turn.CONTENT) && turn.transaction() > 0);
    }

    /** Whether the transaction of a turn has a RCPT to a mailbox that was not refused. */
    boolean isTo(Turn turn, String mailbox) {
        return turns.stream()
                .filter(turn::isOfTransaction)
                .anyMatch(rcpt -> rcpt.is("RCPT")
                        && rcpt.command()
                                .toLowerCase(Locale.ROOT)
                                .contains('<' + mailbox.toLowerCase(Locale.ROOT) + '>')
                        && rcpt.replies().stream().allMatch(reply -> reply.code() < 400));
    }
}
