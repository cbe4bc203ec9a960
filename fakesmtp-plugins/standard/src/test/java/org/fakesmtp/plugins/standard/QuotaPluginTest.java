package org.fakesmtp.plugins.standard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.fakesmtp.answer.Answer;
import org.fakesmtp.answer.Delivery;
import org.fakesmtp.answer.Reply;
import org.fakesmtp.api.Plugin;
import org.fakesmtp.dialogue.BareSession;
import org.fakesmtp.mail.Stage;
import org.fakesmtp.plugins.standard.magic.MagicPlugin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Quotas among many sessions. */
class QuotaPluginTest {

    private static final String MAIL = "MAIL FROM:<me@a.test>\r\n";
    private static final String RCPT = "RCPT TO:<you@b.test>\r\n";
    private static final String CONTENT = "DATA\r\nx\r\n.\r\n";
    private static final int CLIENTS = 40;
    private static final int ROUNDS = 50;

    private static Installed install(Plugin plugin, String... settings) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String setting : settings) {
            String[] parts = setting.split("=", 2);
            values.put(parts[0], parts[1]);
        }
        return Installed.install(plugin, values);
    }

    /** DATA and content of so many octets. */
    private static String content(int octets) {
        return "DATA\r\n" + "x".repeat(octets - 2) + "\r\n.\r\n";
    }

    private static String last(BareSession session) {
        List<String> said = session.said();
        return said.get(said.size() - 1);
    }

    /** Has each of many sessions say something at the same time, step by step. How many have 250 as their last reply. */
    private static long successes(Installed quota, List<String> steps) throws Exception {
        CyclicBarrier together = new CyclicBarrier(CLIENTS);
        Callable<String> client = () -> {
            BareSession session = quota.session();
            for (String step : steps) {
                together.await();
                session.receive(step);
            }
            return last(session);
        };
        return together(Collections.nCopies(CLIENTS, client)).stream()
                .filter(reply -> reply.startsWith("250 "))
                .count();
    }

    /** What clients have returned that ran at the same time, each on a thread of its own. */
    private static <T> List<T> together(List<Callable<T>> clients) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(clients.size());
        try {
            List<T> results = new ArrayList<>();
            for (Future<T> client : threads.invokeAll(clients)) {
                results.add(client.get());
            }
            return results;
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void of_many_sessions_at_a_time_as_many_as_the_mailbox_takes_have_250() throws Exception {
        for (int i = 0; i < 20; i++) {
            Installed quota = install(new QuotaPlugin(), "quota.messages=20");
            assertThat(successes(quota, List.of(MAIL, RCPT, CONTENT))).isEqualTo(20);
        }
    }

    @Test
    void octets_that_are_declared_are_exact_too() throws Exception {
        Installed quota = install(new QuotaPlugin(), "quota.octets=1000B");
        assertThat(successes(quota, List.of("MAIL FROM:<me@a.test> SIZE=100\r\n", RCPT, CONTENT)))
                .isEqualTo(10);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " SIZE=100", " SIZE=1", " SIZE=999"})
    void octets_are_exact_whatever_size_is_declared(String size) throws Exception {
        Installed quota = install(new QuotaPlugin(), "quota.octets=1000B");
        List<String> steps = List.of("MAIL FROM:<me@a.test>" + size + "\r\n", RCPT, content(150));
        long first = successes(quota, steps);
        assertThat(first).isLessThanOrEqualTo(6);
        assertThat(first + successes(quota, List.of(MAIL, RCPT, content(150)))).isEqualTo(6);
    }

    /** Nothing holds the sessions together: each is somewhere else, and has several transactions. */
    @ParameterizedTest
    @CsvSource({"quota.messages=30, 30", "quota.octets=3000B, 21"})
    void sessions_of_every_kind_fill_a_mailbox_exactly(String setting, int fit) throws Exception {
        for (int i = 0; i < ROUNDS; i++) {
            Installed quota = install(new QuotaPlugin(), setting);
            List<Callable<Long>> clients = new ArrayList<>();
            for (int client = 0; client < CLIENTS; client++) {
                String mail = client % 2 == 0 ? MAIL : "MAIL FROM:<me@a.test> SIZE=140\r\n";
                clients.add(() -> {
                    BareSession session = quota.session();
                    long taken = 0;
                    for (int message = 0; message < 5; message++) {
                        session.receive(mail + RCPT);
                        boolean open = last(session).startsWith("250 ");
                        taken += open && last(session.receive(content(140))).startsWith("250 ") ? 1 : 0;
                        session.receive("RSET\r\n");
                    }
                    return taken;
                });
            }
            assertThat(together(clients).stream().mapToLong(Long::longValue).sum())
                    .isEqualTo(fit);
        }
    }

    @Test
    void message_that_does_not_fit_into_its_mailbox_gets_the_reply_of_the_plugin() {
        Installed quota = install(new QuotaPlugin(), "quota.octets=1000B", "quota.reply=552 5.2.2 Full");
        assertThat(last(quota.session().receive(MAIL + RCPT + content(1001)))).isEqualTo("552 5.2.2 Full");
        assertThat(last(quota.session().receive(MAIL + RCPT + content(1000)))).startsWith("250 ");
    }

    @Test
    void message_that_finds_its_mailbox_filled_meanwhile_gets_the_reply_of_the_plugin() {
        Installed quota = install(new QuotaPlugin(), "quota.octets=1000B", "quota.reply=552 5.2.2 Full");
        BareSession late = quota.session().receive(MAIL + RCPT);
        quota.session().receive(MAIL + RCPT + content(1000));
        assertThat(last(late.receive(CONTENT))).isEqualTo("552 5.2.2 Full");
        assertThat(late.deliveries()).isEmpty();
    }

    @Test
    void recipient_whose_mailbox_was_filled_meanwhile_is_refused_alone_under_lmtp() {
        Installed quota = install(new QuotaPlugin(), "quota.octets=1000B");
        BareSession late =
                quota.session(Map.of("protocol", "lmtp")).receive(MAIL + RCPT + "RCPT TO:<other@b.test>\r\n");
        quota.session().receive(MAIL + RCPT + content(1000));
        late.receive(CONTENT);
        assertThat(late.said()).endsWith("452 4.2.2 Mailbox full", last(late));
        assertThat(last(late)).startsWith("250 ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"RSET\r\n", "EHLO a.test\r\n", "QUIT\r\n", "DATA\r\nx\r\n.\r\nRSET\r\n"})
    void message_that_does_not_come_takes_no_room(String end) {
        Installed quota = install(new QuotaPlugin(), "quota.messages=1");
        quota.answer(Stage.MESSAGE, exchange -> Answer.reply(451, "4.3.0", "Not now"));
        BareSession first = quota.session().receive(MAIL + RCPT);
        assertThat(last(quota.session().receive(MAIL + RCPT))).startsWith("452 ");
        first.receive(end);
        assertThat(last(quota.session().receive(MAIL + RCPT))).startsWith("250 ");
    }

    @Test
    void client_that_goes_away_leaves_no_room_taken() {
        Installed quota = install(new QuotaPlugin(), "quota.messages=1");
        quota.session().receive(MAIL + RCPT + "DATA\r\nhalf").disconnect();
        assertThat(last(quota.session().receive(MAIL + RCPT))).startsWith("250 ");
    }

    @Test
    void message_that_no_sink_takes_takes_no_room() {
        Installed quota = install(new QuotaPlugin(), "quota.messages=1");
        BareSession failing = quota.session().with(message -> Delivery.refused(Reply.of(451, "4.3.0", "No")));
        assertThat(last(failing.receive(MAIL + RCPT + CONTENT))).startsWith("451 ");
        assertThat(last(quota.session().receive(MAIL + RCPT))).startsWith("250 ");
    }

    @Test
    void recipient_whom_another_rule_refuses_takes_no_room() {
        Installed quota = install(new QuotaPlugin(), "quota.messages=1");
        quota.answer(
                Stage.RCPT,
                exchange -> exchange.session().id().equals("s1")
                        ? Answer.reply(550, "5.7.1", "Not you")
                        : Answer.proceed());
        assertThat(last(quota.session().receive(MAIL + RCPT))).startsWith("550 ");
        assertThat(last(quota.session().receive(MAIL + RCPT))).startsWith("250 ");
    }

    @Test
    void mailbox_that_is_named_twice_has_the_message_once() {
        Installed quota = install(new QuotaPlugin(), "quota.messages=2");
        assertThat(last(quota.session().receive(MAIL + RCPT + "RCPT TO:<YOU@B.test>\r\n" + CONTENT)))
                .startsWith("250 ");
        assertThat(last(quota.session().receive(MAIL + RCPT + CONTENT))).startsWith("250 ");
        assertThat(last(quota.session().receive(MAIL + RCPT))).startsWith("452 ");
    }

    @Test
    void first_attempt_at_a_magic_address_that_greylists_is_one_of_many() throws Exception {
        for (int i = 0; i < 20; i++) {
            Installed magic = install(new MagicPlugin());
            assertThat(successes(magic, List.of(MAIL, "RCPT TO:<greylist@fault.test>\r\n")))
                    .isEqualTo(CLIENTS - 1);
        }
    }

    @Test
    void rate_lets_no_more_pass_than_it_says() throws Exception {
        Installed rate = install(new RatePlugin(), "rate.r.most=20");
        assertThat(successes(rate, List.of(MAIL))).isEqualTo(20);
    }

    @Test
    void first_attempt_of_a_greylisted_client_is_one_of_many() throws Exception {
        Installed greylist = install(new GreylistPlugin(), "greylist.delay=0", "greylist.known-after=0");
        assertThat(successes(greylist, List.of(MAIL, RCPT))).isEqualTo(CLIENTS - 1);
    }
}
