package org.fakesmtp.rule;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.fakesmtp.answer.Answer;
import org.fakesmtp.answer.Step;
import org.fakesmtp.mail.Stage;
import org.fakesmtp.setting.DurationRange;
import org.junit.jupiter.api.Test;

class ActiveRuleTest {

    private static final Answer NO = Answer.reply(550, "5.1.1", "No");
    private static final Answer LATER = Answer.reply(451, "4.3.0", "Later");
    private static final RuleDraft AT_RCPT = Rule.named("test.x").on(Stage.RCPT);

    private static String asked(Rule rule, int times) {
        ActiveRule active = new ActiveRule(rule, 1);
        StringBuilder out = new StringBuilder();
        IntStream.range(0, times).forEach(i -> out.append(letter(active.ask(FakeExchange.to("a@x.test")))));
        return out.toString();
    }

    private static char letter(Answer answer) {
        return answer.equals(NO) ? 'n' : answer.equals(LATER) ? 'l' : '-';
    }

    @Test
    void triggers_fire_on_exact_occurrences() {
        assertThat(asked(AT_RCPT.answer(NO), 5)).isEqualTo("nnnnn");
        assertThat(asked(AT_RCPT.first(2).answer(NO), 5)).isEqualTo("nn---");
        assertThat(asked(AT_RCPT.after(2).answer(NO), 5)).isEqualTo("--nnn");
        assertThat(asked(AT_RCPT.every(3).answer(NO), 7)).isEqualTo("--n--n-");
        assertThat(asked(AT_RCPT.after(1).first(3).answer(NO), 5)).isEqualTo("-nn--");
    }

    @Test
    void numbered_answers_come_in_order_and_then_the_rest() {
        Answers two = Answers.inOrder(NO, LATER);
        assertThat(asked(AT_RCPT.answer(two), 4)).isEqualTo("nl--");
        assertThat(asked(AT_RCPT.every(2).answer(two), 6)).isEqualTo("-n-l--");
        Answers withRest = new Answers.InOrder(List.of(NO), Optional.of(LATER));
        assertThat(asked(AT_RCPT.answer(withRest), 4)).isEqualTo("nlll");
    }

    @Test
    void a_rule_without_an_answer_left_matches_and_does_not_answer() {
        ActiveRule active = new ActiveRule(AT_RCPT.answer(Answers.inOrder(NO)), 1);
        active.ask(FakeExchange.to("a@x.test"));
        assertThat(active.ask(FakeExchange.to("a@x.test"))).isSameAs(Answer.proceed());
        assertThat(active.matched()).isEqualTo(2);
        assertThat(active.answered()).isEqualTo(1);
    }

    @Test
    void what_does_not_match_is_not_counted() {
        ActiveRule active =
                new ActiveRule(AT_RCPT.when("recipient", "b@*").first(1).answer(NO), 1);
        assertThat(active.ask(FakeExchange.to("a@x.test"))).isSameAs(Answer.proceed());
        assertThat(active.ask(FakeExchange.to("b@x.test"))).isEqualTo(NO);
        assertThat(active.matched()).isEqualTo(1);
    }

    @Test
    void each_key_is_counted_apart_in_whatever_case_it_is_written() {
        ActiveRule active =
                new ActiveRule(AT_RCPT.per("sender", "recipient").first(1).answer(NO), 1);
        assertThat(active.ask(FakeExchange.to("a@x.test"))).isEqualTo(NO);
        assertThat(active.ask(FakeExchange.to("\"A\"@X.test"))).isEqualTo(Answer.proceed());
        assertThat(active.ask(FakeExchange.to("b@x.test"))).isEqualTo(NO);
        assertThat(active.ask(FakeExchange.to("a@x.test").sender("<>"))).isEqualTo(NO);
    }

    @Test
    void each_session_is_counted_apart_where_the_rule_counts_by_session() {
        ActiveRule active = new ActiveRule(AT_RCPT.per("session").first(1).answer(NO), 1);
        FakeExchange one = FakeExchange.to("a@x.test").inSession("s1");
        assertThat(active.ask(one)).isEqualTo(NO);
        assertThat(active.ask(one)).isEqualTo(Answer.proceed());
        assertThat(active.ask(one.inSession("s2"))).isEqualTo(NO);
    }

    @Test
    void each_client_is_counted_apart_where_the_rule_counts_by_client() {
        ActiveRule active = new ActiveRule(AT_RCPT.per("client").first(1).answer(NO), 1);
        FakeExchange one = FakeExchange.to("a@x.test");
        assertThat(active.ask(one)).isEqualTo(NO);
        assertThat(active.ask(one.client(FakeExchange.client("192.0.2.8")))).isEqualTo(NO);
        assertThat(active.ask(one)).isEqualTo(Answer.proceed());
    }

    @Test
    void several_recipients_are_one_key_in_whatever_order() {
        ActiveRule active = new ActiveRule(
                Rule.named("test.x").on(Stage.MESSAGE).per("recipient").first(1).answer(NO), 1);
        FakeExchange end = FakeExchange.at(Stage.MESSAGE);
        assertThat(active.ask(end.accepted("a@x.test", "b@x.test"))).isEqualTo(NO);
        assertThat(active.ask(end.accepted("b@x.test", "a@x.test"))).isEqualTo(Answer.proceed());
        assertThat(active.ask(end.accepted("a@x.test"))).isEqualTo(NO);
    }

    @Test
    void the_key_that_was_longest_unused_is_forgotten() {
        ActiveRule active = new ActiveRule(AT_RCPT.per("recipient").first(1).answer(NO), 1, 2, Instant.EPOCH);
        List<Character> answers = new ArrayList<>();
        for (String recipient : List.of("a", "b", "a", "c", "a", "b")) {
            answers.add(letter(active.ask(FakeExchange.to(recipient + "@x.test"))));
        }
        assertThat(answers).containsExactly('n', 'n', '-', 'n', '-', 'n');
        assertThat(active.evicted()).isEqualTo(2);
    }

    @Test
    void table_of_one_key_still_counts_that() {
        ActiveRule active = new ActiveRule(AT_RCPT.per("recipient").first(1).answer(NO), 1, 1, Instant.EPOCH);
        assertThat(active.ask(FakeExchange.to("a@x.test"))).isEqualTo(NO);
        assertThat(active.ask(FakeExchange.to("a@x.test"))).isEqualTo(Answer.proceed());
    }

    @Test
    void span_of_time_is_measured_from_the_start_of_the_server() {
        Rule rule = AT_RCPT.during(ofSeconds(30), ofSeconds(60)).answer(NO);
        FakeExchange now = FakeExchange.to("a@x.test");
        assertThat(startedAgo(29, rule).ask(now)).isEqualTo(Answer.proceed());
        assertThat(startedAgo(30, rule).ask(now)).isEqualTo(NO);
        assertThat(startedAgo(60, rule).ask(now)).isEqualTo(Answer.proceed());
    }

    private static ActiveRule startedAgo(long seconds, Rule rule) {
        Instant now = FakeExchange.to("a@x.test").clock().instant();
        return new ActiveRule(rule, 1, ActiveRule.KEYS, now.minusSeconds(seconds));
    }

    @Test
    void only_a_rule_that_looks_at_the_message_may_wait_for_a_disk() {
        RuleDraft draft = Rule.named("test.x").on(Stage.MESSAGE);
        assertThat(new ActiveRule(draft.when("sender", "*").answer(NO), 1).mayBlock())
                .isFalse();
        assertThat(new ActiveRule(draft.when("body", "*").answer(NO), 1).mayBlock())
                .isTrue();
    }

    @Test
    void counts_are_exact_however_many_threads_ask() throws Exception {
        int threads = 16;
        int times = 5_000;
        ActiveRule active = new ActiveRule(
                AT_RCPT.per("recipient").after(100).first(1_100).every(2).answer(NO), 1);
        Callable<Long> asking = () -> IntStream.range(0, times)
                .filter(i -> active.ask(FakeExchange.to(i % 4 + "@x.test")).equals(NO))
                .count();
        assertThat(inParallel(threads, asking)).isEqualTo(4 * 500L);
        assertThat(active.matched()).isEqualTo((long) threads * times);
        assertThat(active.answered()).isEqualTo(4 * 500L);
    }

    @Test
    void numbered_answers_are_given_once_each_however_many_threads_ask() throws Exception {
        ActiveRule active = new ActiveRule(AT_RCPT.answer(Answers.inOrder(NO, NO, NO)), 1);
        Callable<Long> asking = () -> IntStream.range(0, 1_000)
                .filter(i -> active.ask(FakeExchange.to("a@x.test")).equals(NO))
                .count();
        assertThat(inParallel(8, asking)).isEqualTo(3);
    }

    private static long inParallel(int threads, Callable<Long> asking) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            long sum = 0;
            for (Future<Long> future : pool.invokeAll(Collections.nCopies(threads, asking))) {
                sum += future.get();
            }
            return sum;
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void how_sessions_interleave_does_not_change_the_draws_of_a_key() {
        Rule rule = AT_RCPT.per("recipient").chance(0.3).answer(NO);
        List<String> keys = IntStream.range(0, 50).mapToObj(i -> i + "@x.test").toList();
        List<String> byTurns = new ArrayList<>();
        List<String> oneByOne = new ArrayList<>();
        IntStream.range(0, 40).forEach(round -> byTurns.addAll(keys));
        keys.forEach(key -> IntStream.range(0, 40).forEach(round -> oneByOne.add(key)));

        assertThat(answersByKey(rule, 7, byTurns)).isEqualTo(answersByKey(rule, 7, oneByOne));
        assertThat(answersByKey(rule, 7, byTurns)).isNotEqualTo(answersByKey(rule, 8, byTurns));
    }

    private static Map<String, String> answersByKey(Rule rule, long seed, List<String> recipients) {
        ActiveRule active = new ActiveRule(rule, seed);
        Map<String, String> answers = new TreeMap<>();
        recipients.forEach(recipient -> answers.merge(
                recipient, String.valueOf(letter(active.ask(FakeExchange.to(recipient)))), String::concat));
        return answers;
    }

    @Test
    void a_chance_comes_close_to_its_share() {
        ActiveRule active = new ActiveRule(AT_RCPT.chance(0.3).answer(NO), 42);
        IntStream.range(0, 10_000).forEach(i -> active.ask(FakeExchange.to("a@x.test")));
        assertThat(active.answered()).isBetween(2_800L, 3_200L);
    }

    @Test
    void the_whole_always_fires_and_nothing_never_does() {
        assertThat(asked(AT_RCPT.chance(1).answer(NO), 100)).doesNotContain("-");
        assertThat(asked(AT_RCPT.chance(0).answer(NO), 100)).doesNotContain("n");
    }

    @Test
    void a_mix_comes_close_to_its_shares_and_what_is_left_proceeds() {
        Answers mix = new Answers.Mix(List.of(new Answers.Part(0.2, NO), new Answers.Part(0.3, LATER)));
        String answers = asked(AT_RCPT.answer(mix), 10_000);
        assertThat(answers.chars().filter(c -> c == 'n').count()).isBetween(1_850L, 2_150L);
        assertThat(answers.chars().filter(c -> c == 'l').count()).isBetween(2_850L, 3_150L);
    }

    @Test
    void a_chance_and_a_mix_are_drawn_apart() {
        Answers mix = new Answers.Mix(List.of(new Answers.Part(0.5, NO), new Answers.Part(0.5, LATER)));
        assertThat(asked(AT_RCPT.chance(0.5).answer(mix), 200)).contains("n", "l", "-");
    }

    @Test
    void the_time_of_a_pause_is_drawn_within_its_range() {
        Answer range =
                Answer.of(List.of(new Step.Pause(new DurationRange(ofSeconds(1), ofSeconds(5))), Step.Work.PROCEED));
        ActiveRule active = new ActiveRule(AT_RCPT.answer(range), 1);
        List<Step.Pause> pauses = IntStream.range(0, 100)
                .mapToObj(i -> (Step.Pause)
                        active.ask(FakeExchange.to("a@x.test")).steps().get(0))
                .toList();
        assertThat(pauses).allMatch(pause -> pause.time().isFixed());
        assertThat(pauses).allMatch(pause -> pause.time().median().compareTo(ofSeconds(1)) >= 0);
        assertThat(pauses).allMatch(pause -> pause.time().median().compareTo(ofSeconds(5)) <= 0);
        assertThat(pauses).doesNotHaveDuplicates();
    }
}
