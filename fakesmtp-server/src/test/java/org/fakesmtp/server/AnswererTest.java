package org.fakesmtp.server;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.Map;
import org.fakesmtp.answer.Answer;
import org.fakesmtp.api.Plugin;
import org.fakesmtp.mail.Exchange;
import org.fakesmtp.mail.Stage;
import org.junit.jupiter.api.Test;

/** Code of plugins that decides at a stage. */
class AnswererTest {

    @Test
    void code_asked_at_the_end_of_a_message_reads_it_though_there_is_no_sink() {
        Plugin parrot = TestServer.plugin(
                "parrot",
                (settings, hooks) -> hooks.answer(
                        Stage.MESSAGE,
                        exchange -> Answer.reply(554, "5.6.0", content(exchange).strip())));

        try (FakeSmtpServer server = TestServer.started(Map.of(), parrot);
                TcpClient client = new TcpClient(server.port())) {
            client.reply();
            client.ask("HELO a.test");
            client.ask("MAIL FROM:<a@a.test>");
            client.ask("RCPT TO:<b@b.test>");
            client.ask("DATA");

            assertThat(client.ask("polly\r\n.")).isEqualTo("554 5.6.0 polly");
        }
    }

    private static String content(Exchange exchange) throws Exception {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        exchange.message().orElseThrow().content().writeTo(content);
        return content.toString(US_ASCII);
    }
}
