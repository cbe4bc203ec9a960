package org.fakesmtp.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.fakesmtp.answer.Answer;
import org.fakesmtp.mail.Stage;
import org.fakesmtp.rule.Rule;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Rules that a program changes while the server runs, and their counts. */
class RulesTest {

    private static final String OK = "250 2.0.0 Ok";

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
    private final FakeSmtpServer server = RuleText.server(
                    "fault.first.on",
                    "NOOP",
                    "fault.first.first",
                    "1",
                    "fault.first.answer",
                    "reply 450 4.0.0 first",
                    "fault.idle.on",
                    "VRFY",
                    "fault.idle.answer",
                    "reply 450 4.0.0 idle",
                    "rules.keys",
                    "2")
            .clock(now::get)
            .build()
            .start();
    private final TcpClient client = new TcpClient(server.port());

    RulesTest() {
        client.reply();
        client.ask("HELO a.test");
    }

    @AfterEach
    void close() {
        client.close();
        server.close();
    }

    private static Rule noop(String name, String text) {
        return Rule.named(name).on(Stage.NOOP).answer(Answer.reply(450, "4.0.0", text));
    }

    @Test
    void added_rule_is_asked_after_those_of_the_plugins_and_removed_it_is_asked_no_more() {
        server.rules().add(noop("mine", "mine"));

        assertThat(client.ask("NOOP")).isEqualTo("450 4.0.0 first");
        assertThat(client.ask("NOOP")).isEqualTo("450 4.0.0 mine");
        server.rules().remove("mine");
        assertThat(client.ask("NOOP")).isEqualTo(OK);
    }

    @Test
    void rule_that_is_replaced_keeps_its_place_and_begins_to_count() {
        server.rules().add(noop("mine", "mine"));
        client.ask("NOOP");
        server.rules()
                .replace(Rule.named("fault.first").on(Stage.NOOP).first(1).answer(Answer.reply(451, "4.0.0", "new")));

        assertThat(client.ask("NOOP")).isEqualTo("451 4.0.0 new");
        assertThat(client.ask("NOOP")).isEqualTo("450 4.0.0 mine");
    }

    @Test
    void other_rules_keep_their_counts_when_one_is_added() {
        client.ask("NOOP");
        server.rules().add(noop("other", "other"));

        assertThat(client.ask("NOOP")).isEqualTo("450 4.0.0 other");
        assertThat(server.rules().report()).extracting(RuleUse::matched).containsExactly(2L, 0L, 1L);
    }

    @Test
    void rule_replaced_by_an_equal_one_keeps_its_counts() {
        client.ask("NOOP");
        server.rules().replace(server.rules().report().get(0).rule());

        assertThat(client.ask("NOOP")).isEqualTo(OK);
    }

    @Test
    void reset_brings_back_the_rules_of_the_plugins_and_counts_from_the_beginning() {
        client.ask("NOOP");
        server.rules().remove("fault.idle");
        server.rules().add(noop("mine", "mine"));
        server.rules().reset();

        assertThat(server.rules().report()).extracting(RuleUse::name).containsExactly("fault.first", "fault.idle");
        assertThat(client.ask("NOOP")).isEqualTo("450 4.0.0 first");
    }

    @Test
    void transaction_keeps_the_rules_that_it_began_with() {
        client.ask("MAIL FROM:<a@a.test>");
        server.rules().add(noop("mine", "mine"));
        client.ask("NOOP");

        assertThat(client.ask("NOOP")).isEqualTo(OK);
        client.ask("RSET");
        assertThat(client.ask("NOOP")).isEqualTo("450 4.0.0 mine");
    }

    @Test
    void report_has_what_matched_and_answered_whose_it_is_and_what_never_matched() {
        server.rules().add(Rule.named("keyed").on(Stage.NOOP).per("session").answer(Answer.proceed()));
        client.ask("NOOP");
        for (int i = 0; i < 2; i++) {
            client.ask("NOOP");
        }

        assertThat(server.rules().report())
                .extracting(RuleUse::plugin, RuleUse::toString)
                .containsExactly(
                        tuple("fault", "fault.first: matched 3, answered 1"),
                        tuple("fault", "fault.idle: never matched"),
                        tuple("rules", "keyed: matched 2, answered 2"));
        assertThat(server.rules().unused()).containsExactly("fault.idle");
    }

    @Test
    void keys_beyond_those_of_the_setting_are_forgotten_and_counted() {
        server.rules().add(Rule.named("keyed").on(Stage.HELO).per("helo").answer(Answer.proceed()));
        for (String name : new String[] {"b.test", "c.test", "d.test"}) {
            client.ask("HELO " + name);
        }

        assertThat(server.rules().report().get(2).evicted()).isOne();
    }

    @Test
    void during_counts_from_the_start_by_the_clock_of_the_server() {
        server.rules()
                .add(Rule.named("later")
                        .on(Stage.RSET)
                        .during(Duration.ofSeconds(30), Duration.ofSeconds(60))
                        .answer(Answer.reply(450, "4.0.0", "later")));

        assertThat(client.ask("RSET")).isEqualTo(OK);
        now.set(Instant.EPOCH.plusSeconds(30));
        assertThat(client.ask("RSET")).isEqualTo("450 4.0.0 later");
    }

    @Test
    void name_that_is_taken_or_unknown_is_refused() {
        assertThatThrownBy(() -> server.rules().add(noop("fault.idle", "again")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("there is a rule 'fault.idle' already, replace it");
        assertThatThrownBy(() -> server.rules().remove("fault.idel"))
                .hasMessage("there is no rule 'fault.idel', did you mean fault.idle?");
        assertThatThrownBy(() -> server.rules().replace(noop("quite-else", "x")))
                .hasMessage("there is no rule 'quite-else', there are [fault.first, fault.idle]");
    }

    @Test
    void rule_that_is_added_before_the_start_is_there_after_it() {
        FakeSmtpServer built = RuleText.server().build();
        built.rules().add(noop("mine", "mine"));
        try (FakeSmtpServer early = built.start()) {
            assertThat(early.rules().report()).extracting(RuleUse::name).containsExactly("mine");
        }
    }
}
