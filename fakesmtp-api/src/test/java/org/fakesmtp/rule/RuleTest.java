package org.fakesmtp.rule;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import org.fakesmtp.answer.Answer;
import org.fakesmtp.fact.Availability;
import org.fakesmtp.mail.Stage;
import org.junit.jupiter.api.Test;

class RuleTest {

    private static final Answer NO = Answer.reply(550, "5.1.1", "No");

    @Test
    void two_rules_of_the_same_parts_are_equal() {
        RuleDraft draft = Rule.named("a")
                .on(Stage.RCPT)
                .when("sender", "/x/")
                .per("client")
                .first(2);
        assertThat(draft.answer(NO))
                .isEqualTo(draft.answer(NO))
                .isNotEqualTo(draft.first(1).answer(NO));
    }

    @Test
    void the_star_asks_at_every_command_and_at_nothing_else() {
        Rule rule = Rule.named("a").on(Stage.ANY).answer(NO);
        assertThat(Stage.STANDARD.stream().filter(stage -> !rule.isAskedAt(stage)))
                .containsExactlyInAnyOrder(
                        Stage.CONNECT, Stage.TLS, Stage.CREDENTIALS, Stage.CONTENT, Stage.MESSAGE, Stage.IDLE);
        assertThat(rule.isAskedAt(new Stage("XFOO"))).isTrue();
    }

    @Test
    void the_star_asks_only_where_all_that_the_rule_looks_at_can_be_known() {
        Rule rule = Rule.named("a").on(Stage.ANY).when("sender", "!<>").answer(NO);
        assertThat(rule.isAskedAt(Stage.EHLO)).isFalse();
        assertThat(rule.isAskedAt(Stage.MAIL)).isTrue();
    }

    @Test
    void the_star_asks_only_where_what_the_rule_counts_by_can_be_known() {
        Rule rule = Rule.named("a").on(Stage.ANY).per("recipient").answer(NO);
        assertThat(rule.isAskedAt(Stage.MAIL)).isFalse();
        assertThat(rule.isAskedAt(Stage.RCPT)).isTrue();
    }

    @Test
    void only_what_looks_at_the_message_has_to_read_it() {
        RuleDraft draft = Rule.named("a").on(Stage.MESSAGE);
        assertThat(draft.when("sender", "*").per("recipient").answer(NO).readsContent())
                .isFalse();
        assertThat(draft.when("header.subject", "*").answer(NO).readsContent()).isTrue();
        assertThat(draft.when("body", "*").answer(NO).readsContent()).isTrue();
        assertThat(draft.per("header.x-campaign").answer(NO).readsContent()).isTrue();
    }

    @Test
    void what_is_known_at_the_message_alone_is_known_nowhere_else() {
        assertThat(Stage.STANDARD.stream().filter(Availability.AT_MESSAGE::at)).containsExactly(Stage.MESSAGE);
    }

    @Test
    void draft_hands_its_rule_on_as_soon_as_it_has_its_answer() {
        List<Rule> taken = new ArrayList<>();
        RuleDraft draft = Rule.named("a").on(Stage.RCPT).handedTo(taken::add);
        assertThat(taken).isEmpty();
        assertThat(draft.first(1).answer(NO)).isEqualTo(taken.get(0));
    }

    @Test
    void draft_tells_when_it_is_refused_and_hands_nothing_on() {
        List<String> told = new ArrayList<>();
        RuleDraft draft = Rule.named("a").on(Stage.RCPT).handedTo(rule -> told.add("rule"), () -> told.add("refused"));

        assertThatIllegalArgumentException().isThrownBy(() -> draft.when("recipent", "*"));
        assertThatIllegalArgumentException().isThrownBy(() -> draft.first(-1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> draft.when("header.subject", "*").answer(NO));
        assertThat(told).containsExactly("refused", "refused", "refused");
    }

    @Test
    void stage_that_a_server_has_not_is_refused_with_the_nearest_that_it_has() {
        Stages stages = new Stages(List.of(Stage.MAIL, new Stage("XPIG")));
        stages.checkAmong(List.of(new Stage("XPIG")));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> stages.checkAmong(List.of(new Stage("XPING"))))
                .withMessage("unknown stage 'XPIG', did you mean XPING?");
    }

    @Test
    void a_rule_is_asked_at_the_stages_it_names() {
        Rule rule = Rule.named("a").on(Stage.CONNECT, Stage.QUIT).answer(NO);
        assertThat(Stage.STANDARD.stream().filter(rule::isAskedAt)).containsExactly(Stage.CONNECT, Stage.QUIT);
    }

    @Test
    void warns_of_a_positive_reply_without_the_normal_work() {
        Rule rule = Rule.named("a").on(Stage.MESSAGE).answer(Answer.reply(250, "2.0.0", "OK"));
        assertThat(rule.warnings())
                .containsExactly("'reply 250 2.0.0 OK' says that all is well, yet the normal work is not done");
    }

    @Test
    void warns_of_a_client_that_gets_no_reply() {
        Rule rule = Rule.named("a").on(Stage.MAIL).answer(Answer.pause(ofSeconds(2)));
        assertThat(rule.warnings()).containsExactly("'pause 2s' ends in a pause, the client gets no reply");
        assertThat(Rule.named("a").on(Stage.MAIL).answer(NO).warnings()).isEmpty();
    }

    @Test
    void refuses_in_code_what_a_file_refuses() {
        RuleDraft mail = Rule.named("a").on(Stage.MAIL);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> mail.when("recipient", "*").answer(NO))
                .withMessage("rule a: recipient is not known at MAIL, only from RCPT on");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> mail.per("client", "recipient").answer(NO))
                .withMessage("rule a: recipient is not known at MAIL, only from RCPT on");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Rule.named("a").on(Stage.IDLE).answer(NO))
                .withMessage("a rule at IDLE needs the silence after which it is asked, such as .at = 10s");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> mail.answer(Answer.reply(550, "5.1.1", "No ${nobody}")))
                .withMessageContaining("nobody");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> mail.answer(Answer.parse("send \"220 ${nobody}\"")))
                .withMessageContaining("nobody");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> mail.answer(Answer.close().then(NO)))
                .withMessage("nothing can follow 'close', found 'reply 550 5.1.1 No'");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Rule.named("a").answer(NO))
                .withMessage("a rule needs a stage at which it is asked, such as RCPT");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Rule.named("A b").on(Stage.MAIL).answer(NO));
    }
}
