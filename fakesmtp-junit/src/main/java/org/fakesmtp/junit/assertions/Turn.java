package org.fakesmtp.junit.assertions;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.fakesmtp.server.journal.SessionRecord;

/**
 * What a client said, and what it was told.
 *
 * @param session the id of the session
 * @param transaction which of its mail transactions it belongs to; 0 before the first MAIL
 * @param at when the client said it
 * @param command the command line; {@link #CONNECTION} where it connected, {@link #CONTENT} where the content of a message ended
 * @param replies the replies
 */
record Turn(String session, int transaction, Instant at, String command, List<SessionRecord.Replied> replies) {

    static final String CONNECTION = "(connection)";
    static final String CONTENT = "(content)";

    /** The turns of a session, in their order. */
    static List<Turn> of(SessionRecord session) {
        List<Turn> turns = new ArrayList<>();
        String id = session.session().id();
        Turn turn = new Turn(id, 0, session.session().started(), CONNECTION, new ArrayList<>());
        turns.add(turn);
        for (SessionRecord.Entry entry : session.entries()) {
            if (entry instanceof SessionRecord.Replied reply) {
                turn.replies.add(reply);
            } else if (entry instanceof SessionRecord.Command command) {
                turn = turn.next(entry.at(), command.line());
                turns.add(turn);
            } else if (entry instanceof SessionRecord.Content) {
                turn = turn.next(entry.at(), CONTENT);
                turns.add(turn);
            }
        }
        return turns;
    }

    private Turn next(Instant when, String said) {
        int number = verb(said).equals("MAIL") ? transaction + 1 : transaction;
        return new Turn(session, number, when, said, new ArrayList<>());
    }

    boolean is(String verb) {
        return verb().equals(verb.toUpperCase(Locale.ROOT));
    }

    /** The verb in capitals. */
    String verb() {
        return verb(command);
    }

    boolean wasTold(int code) {
        return replies.stream().anyMatch(reply -> reply.code() == code);
    }

    boolean isOfTransaction(Turn other) {
        return session.equals(other.session) && transaction == other.transaction;
    }

    /** Whether another turn asks for the same: parameters such as SIZE do not count. */
    boolean asksTheSame(Turn other) {
        return withoutParameters().equalsIgnoreCase(other.withoutParameters());
    }

    private String withoutParameters() {
        int end = command.lastIndexOf('>') + 1;
        return end == 0 ? command : command.substring(0, end);
    }

    private static String verb(String line) {
        return line.split(" ", 2)[0].toUpperCase(Locale.ROOT);
    }
}
