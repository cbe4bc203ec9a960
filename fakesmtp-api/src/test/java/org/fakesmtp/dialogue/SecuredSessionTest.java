package org.fakesmtp.dialogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a session is once TLS has begun (RFC 3207, section 4.2). */
class SecuredSessionTest {

    private static BareSession secured(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(settings);
        all.put("tls.mode", "starttls");
        return BareServer.configured(all).connect().receive("EHLO c.test\r\nMAIL FROM:<a@x.test>\r\nSTARTTLS\r\n");
    }

    @Test
    void session_begins_anew() {
        BareSession server = secured(Map.of());
        server.receive("RCPT TO:<b@x.test>\r\n").receive("MAIL FROM:<a@x.test>\r\n");
        assertThat(server.said())
                .endsWith(
                        "220 2.0.0 Ready to start TLS",
                        "503 5.5.1 Send HELO or EHLO first",
                        "503 5.5.1 Send HELO or EHLO first");
        assertThat(server.receive("HELO c.test\r\nMAIL FROM:<a@x.test>\r\n").said())
                .last()
                .isEqualTo("250 2.1.0 Sender ok");
    }

    @Test
    void starttls_is_announced_and_obeyed_once() {
        BareSession server = secured(Map.of());
        int said = server.said().size();
        server.receive("EHLO c.test\r\n");
        assertThat(server.said().subList(said, server.said().size()))
                .contains("250-PIPELINING")
                .doesNotContain("250-STARTTLS");
        assertThat(server.receive("STARTTLS\r\n").said()).last().isEqualTo("503 5.5.1 TLS is active already");
    }

    @Test
    void what_needs_tls_is_obeyed() {
        BareSession server = secured(Map.of("tls.required", "on", "auth.requires-tls", "on"));
        server.receive("HELO c.test\r\nAUTH PLAIN AHVzZXIAc2VjcmV0\r\nMAIL FROM:<a@x.test>\r\n");
        assertThat(server.said())
                .endsWith("250 localhost", "235 2.7.0 Authentication successful", "250 2.1.0 Sender ok");
    }

    @Test
    void tls_may_begin_before_the_credentials_that_are_required() {
        BareSession server = secured(Map.of("auth.required", "on"));
        assertThat(server.said()).endsWith("530 5.7.0 Authentication required", "220 2.0.0 Ready to start TLS");
    }
}
