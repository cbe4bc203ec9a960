package org.fakesmtp.server.transport;

import static org.assertj.core.api.Assertions.assertThat;

import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;

class SecurityTest {

    @Test
    void an_alert_of_the_client_is_told_in_the_same_words_by_each_java() {
        SSLException older = new SSLHandshakeException("Received fatal alert: unknown_ca");
        SSLException newer = new SSLHandshakeException("(unknown_ca) Received fatal alert: unknown_ca");
        SSLException inTheClear = new SSLException(
                "Unexpected exception",
                new SSLHandshakeException("Unexpected plaintext alert received: Level: fatal; Alert: unknown_ca"));

        assertThat(Security.reason(older)).isEqualTo("Received fatal alert: unknown_ca");
        assertThat(Security.reason(newer)).isEqualTo("Received fatal alert: unknown_ca");
        assertThat(Security.reason(inTheClear)).isEqualTo("Received fatal alert: unknown_ca");
    }
}
