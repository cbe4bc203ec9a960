package org.fakesmtp.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.fakesmtp.dialogue.Dialogues;
import org.fakesmtp.dialogue.Script;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The scripts of the bare conversation, over TCP. */
class TcpDialogueTest {

    static Stream<Script> scripts() {
        return Dialogues.all();
    }

    @ParameterizedTest
    @MethodSource("scripts")
    void server_answers_as_the_script_says_octet_by_octet(Script script) {
        try (FakeSmtpServer server = TestServer.started(script.settings());
                TcpClient client = new TcpClient(server.port())) {
            for (Script.Turn turn : script.turns()) {
                client.tryToSendSingly(turn.sent()); // behind QUIT, the server may have gone
                assertSaid(script, turn.expected(), client);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("scripts")
    void server_answers_the_same_to_all_in_one_segment(Script script) {
        try (FakeSmtpServer server = TestServer.started(script.settings());
                TcpClient client = new TcpClient(server.port())) {
            client.send(new String(script.sent(), java.nio.charset.StandardCharsets.ISO_8859_1));
            assertSaid(script, script.expected(), client);
        }
    }

    private static void assertSaid(Script script, List<String> expected, TcpClient client) {
        String line = "";
        for (String wanted : expected) {
            if (wanted.equals(Script.DOTS)) {
                assertThat(line).as(script.name()).matches(Script::goesOn, "a reply that goes on");
                line = lastOfReply(client);
            } else {
                line = client.line();
                assertThat(line).as(script.name()).matches(said -> Script.matches(wanted, said), wanted);
            }
        }
    }

    private static String lastOfReply(TcpClient client) {
        return Stream.generate(client::line)
                .dropWhile(Script::goesOn)
                .findFirst()
                .orElseThrow();
    }
}
