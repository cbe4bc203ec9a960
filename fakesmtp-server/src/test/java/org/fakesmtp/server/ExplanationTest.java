package org.fakesmtp.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fakesmtp.answer.Answer;
import org.fakesmtp.mail.Stage;
import org.junit.jupiter.api.Test;

/** Rules in plain words. */
class ExplanationTest {

    private static List<String> explain(FakeSmtpServer.Builder builder) {
        try (FakeSmtpServer server = builder.build()) {
            return server.rules().explain();
        }
    }

    @Test
    void each_part_of_a_rule_is_told() {
        assertThat(explain(RuleText.server(
                                "fault.all.on", "RCPT, MESSAGE",
                                "fault.all.when.recipient", "!*@x.test",
                                "fault.all.when.size", "> 1KB",
                                "fault.all.first", "3",
                                "fault.all.after", "1",
                                "fault.all.every", "2",
                                "fault.all.chance", "12.5%",
                                "fault.all.during", "0s..90s",
                                "fault.all.per", "client, sender",
                                "fault.all.answer.1", "reply 451 4.0.0 x",
                                "fault.all.answer.rest", "pause 1s then proceed",
                                "fault.mix.on", "IDLE",
                                "fault.mix.at", "10s",
                                "fault.mix.answer.20%", "close")
                        .plugin(TestServer.plugin(
                                "code", (own, hooks) -> hooks.answer(Stage.DATA, exchange -> Answer.proceed())))))
                .containsExactly(
                        "1. fault.all",
                        "   at RCPT, MESSAGE",
                        "   where recipient is not *@x.test",
                        "   where size is > 1KB",
                        "   only the first 3 times",
                        "   not the first time",
                        "   only each time that is a multiple of 2",
                        "   from 0s to 90s after the start",
                        "   with a chance of 12.5%",
                        "   counted for each client, sender apart",
                        "   answer 1: reply 451 4.0.0 x",
                        "   answer from then on: pause 1s then proceed",
                        "2. fault.mix",
                        "   at IDLE after 10s",
                        "   20%: close",
                        "3. plugin code",
                        "   at DATA: its code decides");
    }

    @Test
    void rule_that_another_leaves_nothing_to_is_warned_of() {
        assertThat(warnings("fault.b.on", "MAIL", "fault.b.answer", "close"))
                .containsExactly("   warning: is never reached, since fault.a always decides before it");
    }

    @Test
    void rule_that_is_reached_elsewhere_is_warned_of_for_the_stage() {
        assertThat(warnings("fault.b.on", "MAIL, RCPT", "fault.b.answer", "close"))
                .containsExactly("   warning: is never reached at MAIL, since fault.a always decides before it");
    }

    @Test
    void condition_trigger_or_answer_that_proceeds_leaves_something_to_others() {
        for (String[] part : new String[][] {
            {"fault.a.when.sender", "a@*"}, {"fault.a.first", "1"}, {"fault.a.answer", "pause 1s then proceed"}
        }) {
            assertThat(warnings("fault.b.on", "MAIL", "fault.b.answer", "close", part[0], part[1]))
                    .isEmpty();
        }
    }

    @Test
    void rule_that_wants_what_another_wants_and_more_is_warned_of() {
        String[] narrower = {
            "fault.a.when.sender", "a@*",
            "fault.b.on", "MAIL",
            "fault.b.when.sender", "a@*",
            "fault.b.when.client", "127.0.0.1",
            "fault.b.answer", "close"
        };
        assertThat(warnings(narrower))
                .containsExactly("   warning: is never reached, since fault.a always decides before it");
        narrower[5] = "b@*";
        assertThat(warnings(narrower)).isEmpty();
    }

    @Test
    void rule_that_allows_leaves_nothing_to_others() {
        assertThat(warnings("fault.a.answer", "allow", "fault.b.on", "MAIL", "fault.b.answer", "close"))
                .hasSize(1);
    }

    private static List<String> warnings(String... more) {
        FakeSmtpServer.Builder builder = RuleText.server();
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("fault.a.on", "MAIL");
        settings.put("fault.a.answer", "reply 450 4.0.0 x");
        for (int i = 0; i < more.length; i += 2) {
            settings.put(more[i], more[i + 1]);
        }
        settings.forEach(builder::set);
        return explain(builder).stream()
                .filter(line -> line.contains("warning"))
                .toList();
    }

    @Test
    void no_rules_are_no_rules() {
        assertThat(explain(RuleText.server())).containsExactly("There are no rules.");
    }
}
