package org.example;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.fakesmtp.answer.Answer.reply;
import static org.fakesmtp.junit.assertions.FakeSmtpAssertions.assertThat;
import static org.fakesmtp.mail.Stage.RCPT;

import org.fakesmtp.junit.FakeSmtp;
import org.fakesmtp.rule.Rule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The software is tested with a server that takes its mail, or refuses it. */
class SignUpTest {

    @RegisterExtension
    static FakeSmtp smtp = FakeSmtp.onFreePort();

    @Test
    void new_user_gets_a_welcome() throws Exception {
        new SignUp(smtp.port()).welcome("ann@example.net");

        assertThat(smtp.awaitMessage(ofSeconds(5)))
                .hasRecipients("ann@example.net")
                .hasSubject("Welcome")
                .hasTextContaining("glad that you came");
        assertThat(smtp).sawNoProtocolErrors();
    }

    @Test
    void mistyped_address_is_reported() {
        Rule typo = smtp.on(RCPT).when("recipient", "*@exmaple.net").answer(reply(550, "5.1.1", "No such user"));

        assertThatThrownBy(() -> new SignUp(smtp.port()).welcome("ann@exmaple.net"))
                .hasStackTraceContaining("550 5.1.1 No such user");
        assertThat(smtp).answered(typo, 1).neverSentAfter(550, "DATA");
    }
}
