package org.fakesmtp.server.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CipherSuitesTest {

    private static final String[] ENABLED = {
        "TLS_AES_128_GCM_SHA256",
        "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA",
        "TLS_RSA_WITH_AES_128_GCM_SHA256",
        "TLS_RSA_WITH_AES_128_CBC_SHA256",
        "TLS_RSA_WITH_AES_128_CBC_SHA"
    };

    @Test
    void listener_that_names_none_has_those_with_forward_secrecy() {
        assertThat(CipherSuites.standard(ENABLED, List.of("TLSv1.2", "TLSv1.3")))
                .containsExactly("TLS_AES_128_GCM_SHA256", "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA");
    }

    @Test
    void listener_with_an_old_version_has_those_of_that_version_too() {
        assertThat(CipherSuites.standard(ENABLED, List.of("TLSv1", "TLSv1.2")))
                .containsExactly(
                        "TLS_AES_128_GCM_SHA256", "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA", "TLS_RSA_WITH_AES_128_CBC_SHA");
    }
}
