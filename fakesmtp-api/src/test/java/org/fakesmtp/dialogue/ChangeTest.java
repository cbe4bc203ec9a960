package org.fakesmtp.dialogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.fakesmtp.protocol.Behaviour;
import org.junit.jupiter.api.Test;

/** Behaviour that changes while a session is open. */
class ChangeTest {

    private final AtomicReference<Behaviour> current = new AtomicReference<>(saying("old"));
    private final BareSession server = BareServer.of(current::get).connect();

    private static Behaviour saying(String word) {
        return BareBehaviour.of(
                Talk.settings(
                        "reply.noop.ok",
                        "250 " + word,
                        "reply.message.ok",
                        "250 " + word,
                        "reply.rset.ok",
                        "250 " + word),
                List.of(),
                List.of(),
                List.of());
    }

    private String answer(String line) {
        List<String> said = server.receive(line + "\r\n").said();
        return said.get(said.size() - 1);
    }

    @Test
    void a_change_is_taken_up_at_the_next_command_outside_a_transaction() {
        assertThat(answer("NOOP")).isEqualTo("250 old");
        current.set(saying("new"));
        assertThat(answer("NOOP")).isEqualTo("250 new");
    }

    @Test
    void a_transaction_ends_as_it_began() {
        answer("HELO c.test");
        answer("MAIL FROM:<a@x.test>");
        current.set(saying("new"));
        assertThat(answer("NOOP")).isEqualTo("250 old");
        answer("RCPT TO:<b@x.test>");
        assertThat(answer("NOOP")).isEqualTo("250 old");
        answer("DATA");
        assertThat(answer("text\r\n.")).isEqualTo("250 old");
        assertThat(answer("NOOP")).isEqualTo("250 new");
    }

    @Test
    void rset_is_still_answered_as_the_transaction_began_and_the_next_command_is_not() {
        answer("HELO c.test");
        answer("MAIL FROM:<a@x.test>");
        current.set(saying("new"));
        assertThat(answer("RSET")).isEqualTo("250 old");
        assertThat(answer("RSET")).isEqualTo("250 new");
    }
}
