package org.fakesmtp.junit;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.fakesmtp.junit.assertions.FakeSmtpAssertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import org.fakesmtp.lint.LintRule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a test says of a client that does not keep to the RFCs. */
class ProtocolErrorsTest {

    @RegisterExtension
    FakeSmtp smtp = FakeSmtp.onFreePort();

    @Test
    void client_that_keeps_to_the_rfcs_passes() {
        new Mailer(smtp).send("bob@example.test", "Hi");

        assertThat(smtp).sawNoProtocolErrors().sawNothingWrongBut();
    }

    @Test
    void errors_are_listed_with_the_transcript() {
        send(
                "EHLO under_score",
                "Date: Thu, 26 Nov 2026 10:00:00 +0000\r\nFrom: a@x.test\r\n\r\none\ntwo\r\n.lost\r\n.");

        assertThatThrownBy(() -> assertThat(smtp).sawNoProtocolErrors())
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("error: s1: helo-name: EHLO gives the name 'under_score'")
                .hasMessageContaining("error: s1: bare-line-end: LF without CR in line 4")
                .hasMessageContaining("error: s1: dot-stuffing: line 6")
                .hasMessageContaining("s1 C: EHLO under_score");
    }

    @Test
    void note_is_no_error() {
        send("EHLO c.test", "Date: Thu, 26 Nov 2026 10:00:00 +0000\r\nFrom: a@x.test\r\n\r\none\r\n.");

        assertThat(smtp).sawNoProtocolErrors().sawNothingWrongBut(LintRule.MISSING_MESSAGE_ID);
        assertThatThrownBy(() -> assertThat(smtp).sawNothingWrongBut(LintRule.NO_QUIT))
                .hasMessageContaining("note: s1: missing-message-id");
    }

    @Test
    void client_that_gives_up_without_a_single_cr_lf_has_made_an_error() throws IOException {
        try (Socket client = new Socket(InetAddress.getLoopbackAddress(), smtp.port())) {
            client.getOutputStream().write("EHLO c.test\nQUIT\n".getBytes(US_ASCII));
            client.shutdownOutput();
            client.getInputStream().readAllBytes();
        }

        assertThatThrownBy(() -> assertThat(smtp).sawNoProtocolErrors())
                .hasMessageContaining("error: s1: bare-line-end: in the command 'EHLO c.test\\n'");
    }

    private void send(String greeting, String content) {
        try (Client client = new Client(smtp)) {
            client.say(greeting, "MAIL FROM:<a@x.test>", "RCPT TO:<b@y.test>", "DATA", content, "QUIT");
        }
    }
}
