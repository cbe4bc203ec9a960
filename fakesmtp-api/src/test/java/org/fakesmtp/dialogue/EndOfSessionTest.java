package org.fakesmtp.dialogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fakesmtp.dialogue.Talk.TO_DATA;

import java.util.Map;
import org.fakesmtp.protocol.framing.Unit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sessions that the server ends. */
class EndOfSessionTest {

    private static final String IDLE = "421 4.4.2 localhost closes the connection: idle for too long";
    private static final String SHUTDOWN = "421 4.3.2 localhost is shutting down";

    private final BareSession server = BareServer.configured(Map.of()).connect();

    @Test
    void a_client_that_is_idle_for_too_long_is_told_so() {
        server.happens(Unit.Event.TIMEOUT);
        assertThat(server.receive("NOOP\r\n").said()).endsWith(IDLE, "(closes)");
    }

    @ParameterizedTest
    @CsvSource({
        "COMMAND_TIMEOUT, the command took too long",
        "MESSAGE_TIMEOUT, the message took too long",
        "MESSAGE_TOO_SLOW, the message comes too slowly"
    })
    void a_client_that_takes_too_long_is_told_for_what(Unit.Event event, String reason) {
        server.receive(TO_DATA + "text\r\n");
        server.happens(event);
        assertThat(server.said()).endsWith("421 4.4.2 localhost closes the connection: " + reason, "(closes)");
        assertThat(server.deliveries()).isEmpty();
    }

    @Test
    void a_connection_too_many_is_told_so_instead_of_the_banner() {
        BareSession full = BareServer.configured(Map.of("reply.too-many-connections", "421 4.3.2 Try mx2"));
        full.happens(Unit.Event.TOO_MANY_CONNECTIONS);
        assertThat(full.receive("EHLO c.test\r\n").said()).containsExactly("421 4.3.2 Try mx2", "(closes)");
    }

    @Test
    void a_server_that_stops_says_so_between_two_commands() {
        server.receive("NOO");
        server.happens(Unit.Event.SHUTDOWN);
        assertThat(server.receive("P\r\n").said()).endsWith(SHUTDOWN, "(closes)");
    }

    @Test
    void a_server_that_stops_lets_a_message_finish() {
        server.receive(TO_DATA + "text\r\n");
        server.happens(Unit.Event.SHUTDOWN);
        assertThat(server.said()).last().isEqualTo("354 End data with <CR><LF>.<CR><LF>");
        server.receive(".\r\nNOOP\r\n");
        assertThat(server.said()).endsWith("250 2.0.0 Ok: message s1-1 taken", SHUTDOWN, "(closes)");
    }

    @Test
    void a_client_that_is_idle_in_a_message_does_not_hold_up_a_server_that_stops() {
        server.receive(TO_DATA + "text\r\n");
        server.happens(Unit.Event.SHUTDOWN);
        server.happens(Unit.Event.TIMEOUT);
        assertThat(server.said()).endsWith(IDLE, "(closes)");
        assertThat(server.deliveries()).isEmpty();
    }

    @Test
    void a_session_that_is_closed_already_is_told_nothing_more() {
        server.receive("QUIT\r\n");
        server.happens(Unit.Event.SHUTDOWN);
        server.happens(Unit.Event.TIMEOUT);
        assertThat(server.said()).endsWith("221 2.0.0 localhost closes the connection", "(closes)");
    }

    @Test
    void a_farewell_of_another_code_closes_too() {
        BareSession polite = BareServer.configured(Map.of("reply.idle-timeout", "451 4.4.2 Still there?"));
        polite.connect().happens(Unit.Event.TIMEOUT);
        assertThat(polite.said()).endsWith("451 4.4.2 Still there?", "(closes)");
    }
}
