package org.fakesmtp.server.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.fakesmtp.answer.Delivery;
import org.fakesmtp.api.SessionObserver;
import org.fakesmtp.mail.SessionFacts;
import org.fakesmtp.server.TcpClient;
import org.fakesmtp.server.tls.TestAuthority;
import org.junit.jupiter.api.Test;

/** Clients that speak for others. */
class XClientTest {

    private static Rig trusting() {
        return new Rig().set("xclient.trusted", "127.0.0.0/8, ::1");
    }

    @Test
    void limit_of_connections_counts_the_client_that_is_spoken_for() {
        try (Rig rig = trusting().set("limit.connections-per-address", "2").start();
                TcpClient first = rig.greeted();
                TcpClient second = rig.greeted()) {
            assertThat(first.ask("XCLIENT ADDR=192.0.2.1")).startsWith("220 ");
            assertThat(second.ask("XCLIENT ADDR=192.0.2.1")).startsWith("220 ");
            try (TcpClient third = rig.greeted()) {
                assertThat(third.ask("XCLIENT ADDR=192.0.2.1"))
                        .isEqualTo("421 4.7.0 Too many connections from your address");
                assertThat(third.untilItEnds()).isEmpty();
            }
            assertThat(first.ask("XCLIENT ADDR=192.0.2.2")).startsWith("220 ");
            second.reset();
            await().until(() -> rig.connections().size() == 1);
            try (TcpClient fourth = rig.greeted();
                    TcpClient fifth = rig.greeted()) {
                assertThat(fourth.ask("XCLIENT ADDR=192.0.2.1")).startsWith("220 ");
                assertThat(fifth.ask("XCLIENT ADDR=192.0.2.1")).startsWith("220 ");
            }
        }
    }

    @Test
    void message_and_those_who_look_on_have_the_client_that_is_spoken_for() {
        List<SessionFacts> seen = new CopyOnWriteArrayList<>();
        List<SessionFacts> delivered = new CopyOnWriteArrayList<>();
        Rig rig = trusting()
                .sink(message -> {
                    delivered.add(message.session());
                    return Delivery.taken();
                })
                .observer(new SessionObserver() {
                    @Override
                    public void clientChanged(SessionFacts session) {
                        seen.add(session);
                    }
                });
        try (rig;
                TcpClient client = rig.start().greeted()) {
            client.ask("XCLIENT NAME=mail.example.org ADDR=IPV6:2001:db8::1 PORT=4711 LOGIN=ann HELO=ann.test");
            client.send("MAIL FROM:<a@x.test>\r\nRCPT TO:<b@y.test>\r\nDATA\r\nx\r\n.\r\n");
            await().until(() -> delivered.size() == 1);
            assertThat(seen).hasSize(1);
            assertThat(delivered.get(0)).isEqualTo(seen.get(0)).satisfies(session -> {
                assertThat(session.clientAddress()).isEqualTo("2001:db8:0:0:0:0:0:1");
                assertThat(session.client().getPort()).isEqualTo(4711);
                assertThat(session.clientName()).contains("mail.example.org");
                assertThat(session.user()).contains("ann");
                assertThat(session.helo()).contains("ann.test");
            });
        }
    }

    @Test
    void tls_goes_on() {
        try (Rig rig = trusting().set("tls.mode", "implicit").start();
                TcpClient client = rig.client().secured(TestAuthority.client(), "mx.test")) {
            client.line();
            assertThat(client.ask("XCLIENT ADDR=192.0.2.1")).startsWith("220 ");
            assertThat(client.ask("EHLO a.test")).startsWith("250 ");
            assertThat(rig.connections()).hasSize(1);
        }
    }

    @Test
    void commands_behind_it_are_answered_after_the_banner() {
        try (Rig rig = trusting().start();
                TcpClient client = rig.greeted()) {
            client.send("XCLIENT ADDR=192.0.2.1\r\nHELO a.test\r\nNOOP\r\n");
            assertThat(client.line()).startsWith("220 ");
            assertThat(client.line()).startsWith("250 ");
            assertThat(client.line()).startsWith("250 ");
        }
    }
}
