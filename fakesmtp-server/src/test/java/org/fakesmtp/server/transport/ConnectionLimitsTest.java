package org.fakesmtp.server.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import org.fakesmtp.server.TcpClient;
import org.fakesmtp.server.tls.TestAuthority;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** More connections than there may be. */
class ConnectionLimitsTest {

    private static final String TOO_MANY = "421 4.7.0 Too many connections";

    @ParameterizedTest
    @CsvSource({
        "limit.connections," + TOO_MANY,
        "limit.connections-per-address,421 4.7.0 Too many connections from your address"
    })
    void connection_too_many_is_told_so_and_another_that_goes_makes_room(String limit, String reply) {
        try (Rig rig = new Rig().set(limit, "2").start();
                TcpClient first = rig.greeted();
                TcpClient second = rig.greeted()) {
            try (TcpClient third = rig.client()) {
                assertThat(third.rest()).containsExactly(reply);
            }
            assertThat(second.ask("NOOP")).startsWith("250 ");
            first.reset();
            await().until(() -> rig.connections().size() == 1);
            try (TcpClient fourth = rig.client()) {
                assertThat(fourth.line()).startsWith("220 ");
            }
        }
    }

    @Test
    void client_that_is_refused_reads_why_though_it_sent_much_at_once() {
        try (Rig rig = new Rig().set("limit.connections", "1").start();
                TcpClient first = rig.greeted();
                TcpClient second = rig.client()) {
            second.send(Rig.MESSAGE + "x".repeat(200_000));
            assertThat(second.rest()).containsExactly(TOO_MANY);
            assertThat(first.ask("NOOP")).startsWith("250 ");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit.connections", "limit.connections-per-address"})
    void connection_too_many_under_implicit_tls_is_closed_without_an_octet_in_the_clear(String limit) {
        try (Rig rig = new Rig().set("tls.mode", "implicit").set(limit, "1").start()) {
            TcpClient first = rig.client().secured(TestAuthority.client(), "localhost");
            assertThat(first.line()).startsWith("220 ");
            try (TcpClient second = rig.client()) {
                assertThat(second.untilItEnds()).isEmpty();
            }
            assertThat(first.ask("NOOP")).startsWith("250 ");
            first.close();
            await().until(() -> rig.connections().isEmpty());
            try (TcpClient third = rig.client().secured(TestAuthority.client(), "localhost")) {
                assertThat(third.line()).startsWith("220 ");
            }
        }
    }

    @Test
    void refused_connections_do_not_count() {
        try (Rig rig = new Rig().set("limit.connections", "1").start()) {
            TcpClient first = rig.greeted();
            try (TcpClient refused = rig.client()) {
                assertThat(refused.line()).isEqualTo(TOO_MANY);
                first.close();
                await().until(() -> rig.connections().size() == 1);
                try (TcpClient next = rig.client()) {
                    assertThat(next.line()).startsWith("220 ");
                }
            }
        }
    }

    @Test
    void of_a_flood_that_does_not_go_away_most_are_closed_without_a_word() {
        List<TcpClient> clients = new ArrayList<>();
        try (Rig rig = new Rig().set("limit.connections", "1").start()) {
            clients.add(rig.greeted());
            for (int i = 0; i < Admission.TOLD; i++) {
                TcpClient client = rig.client();
                clients.add(client);
                assertThat(client.line()).isEqualTo(TOO_MANY);
            }
            for (int i = 0; i < 100; i++) {
                try (TcpClient ignored = rig.client()) {
                    assertThat(ignored.rest()).isEmpty();
                }
            }
            assertThat(rig.connections()).hasSizeLessThanOrEqualTo(1 + Admission.TOLD + 1);
            clients.forEach(TcpClient::close);
            await().until(() -> rig.connections().isEmpty());
            try (TcpClient fresh = rig.client()) {
                assertThat(fresh.line()).startsWith("220 ");
            }
        } finally {
            clients.forEach(TcpClient::close);
        }
    }

    @Test
    void no_limit_is_no_limit() {
        List<TcpClient> clients = new ArrayList<>();
        try (Rig rig = new Rig()
                .set("limit.connections", "0")
                .set("limit.connections-per-address", "0")
                .start()) {
            for (int i = 0; i < 300; i++) {
                clients.add(rig.greeted());
            }
        } finally {
            clients.forEach(TcpClient::close);
        }
    }
}
