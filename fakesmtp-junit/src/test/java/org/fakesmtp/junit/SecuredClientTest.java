package org.fakesmtp.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.fakesmtp.junit.assertions.FakeSmtpAssertions.assertThat;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import java.util.Properties;
import org.fakesmtp.mail.SessionFacts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A client that uses TLS. */
class SecuredClientTest {

    @RegisterExtension
    static FakeSmtp smtp = FakeSmtp.builder()
            .set("tls.mode", "starttls")
            .set("tls.cache", "target/tls-cache")
            .build();

    @Test
    void client_that_begins_tls_before_it_authenticates_passes() throws MessagingException {
        Properties properties = smtp.properties();
        properties.setProperty("mail.smtp.starttls.required", "true");
        properties.setProperty("mail.smtp.ssl.trust", "localhost");
        properties.setProperty("mail.smtp.auth", "true");
        try (Transport transport = Session.getInstance(properties).getTransport()) {
            transport.connect("ann", "secret");
        }

        assertThat(smtp).usedStartTlsBeforeAuth();
        assertThat(smtp.sessions()).hasSize(1).allSatisfy(session -> {
            assertThat(session.session().user()).contains("ann");
            assertThat(session.session().tls().map(SessionFacts.Tls::version).orElse(""))
                    .startsWith("TLSv1.");
        });
        assertThat(smtp.transcript()).contains("C: AUTH ").doesNotContain("secret");
    }

    @Test
    void starttls_of_another_session_secures_nothing() {
        try (Client secured = new Client(smtp);
                Client clear = new Client(smtp)) {
            secured.say("EHLO c.test", "STARTTLS");
            clear.say("EHLO c.test", "AUTH PLAIN AGFubgBzZWNyZXQ=");
        }

        assertThatThrownBy(() -> assertThat(smtp).usedStartTlsBeforeAuth())
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("a client sent AUTH without STARTTLS before");
    }

    @Test
    void starttls_after_auth_comes_too_late() {
        try (Client client = new Client(smtp)) {
            client.say("EHLO c.test", "AUTH PLAIN AGFubgBzZWNyZXQ=", "STARTTLS");
        }

        assertThatThrownBy(() -> assertThat(smtp).usedStartTlsBeforeAuth())
                .hasMessageContaining("a client sent AUTH without STARTTLS before");
    }
}
