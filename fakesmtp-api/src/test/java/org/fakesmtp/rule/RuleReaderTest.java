package org.fakesmtp.rule;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.fakesmtp.answer.Answer;
import org.fakesmtp.answer.Reply;
import org.fakesmtp.mail.Stage;
import org.fakesmtp.setting.Setting;
import org.fakesmtp.setting.SettingException;
import org.fakesmtp.setting.Settings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RuleReaderTest {

    private static final Answer NO = Answer.reply(550, "5.1.1", "No");
    private static final Answer LATER = Answer.reply(451, "4.3.0", "Later");

    /** The rules of lines such as {@code x.on = RCPT}, which stand under {@code reject.} in a file f. */
    private static List<Rule> rules(String... lines) {
        List<Setting> settings = new ArrayList<>();
        for (String line : lines) {
            int equals = line.indexOf('=');
            String key = "reject." + line.substring(0, equals).strip();
            settings.add(new Setting(key, line.substring(equals + 1).strip(), "f:" + (settings.size() + 1)));
        }
        return RuleReader.of("reject", Settings.of(settings).under("reject"))
                .withShortForm("reply", Answer::parseReply)
                .rules();
    }

    @Test
    void reads_every_part_of_a_rule() {
        Rule expected = Rule.named("reject.x")
                .on(Stage.RCPT, Stage.DATA)
                .when("recipient", "*@nowhere.test")
                .when("client", "!127.0.0.0/8")
                .first(5)
                .after(1)
                .every(2)
                .chance(0.3)
                .per("sender", "client")
                .answer(NO);
        assertThat(rules(
                        "x.on = RCPT, DATA",
                        "x.when.recipient = *@nowhere.test",
                        "x.when.client = !127.0.0.0/8",
                        "x.every = 2",
                        "x.first = 5",
                        "x.after = 1",
                        "x.chance = 30%",
                        "x.per = sender, client",
                        "x.reply = 550 5.1.1 No"))
                .containsExactly(expected);
    }

    @Test
    void the_rules_come_in_the_order_of_the_file() {
        assertThat(rules("z.on = RCPT", "a.on = DATA", "a.reply = 550 5.1.1 No", "z.reply = 550 5.1.1 No"))
                .extracting(Rule::name)
                .containsExactly("reject.z", "reject.a");
    }

    @Test
    void the_whole_value_of_a_short_form_is_text() {
        Answer text = Answer.reply(Reply.plain(550, "Wait, then go with \"care\"", "or not"));
        assertThat(rules("x.on = RCPT", "x.reply = 550 Wait, then go with \"care\"\nor not"))
                .containsExactly(Rule.named("reject.x").on(Stage.RCPT).answer(text));
    }

    @Test
    void numbered_answers_may_stand_in_any_order() {
        Answers expected = new Answers.InOrder(
                List.of(LATER, NO), Optional.of(Answer.pause(ofSeconds(1)).then(Answer.proceed())));
        assertThat(rules(
                        "x.on = *",
                        "x.answer.rest = pause 1s then proceed",
                        "x.answer.2 = reply 550 5.1.1 No",
                        "x.answer.1 = reply 451 4.3.0 Later"))
                .containsExactly(Rule.named("reject.x").on(Stage.ANY).answer(expected));
    }

    @Test
    void answers_may_be_shares_of_a_mix() {
        Answers expected = new Answers.Mix(List.of(new Answers.Part(0.2, NO), new Answers.Part(0.005, LATER)));
        assertThat(rules("x.on = RCPT", "x.answer.20% = reply 550 5.1.1 No", "x.answer.0.5% = reply 451 4.3.0 Later"))
                .containsExactly(Rule.named("reject.x").on(Stage.RCPT).answer(expected));
    }

    static Stream<Arguments> bad() {
        String on = "x.on = RCPT";
        String reply = "x.reply = 550 No";
        return Stream.of(
                bad("f:1: reject.x.on: unknown stage 'rcpt', did you mean RCPT?", "x.on = rcpt", reply),
                bad("f:1: reject.x.on: a rule needs a stage at which it is asked, such as RCPT", "x.on =", reply),
                bad("f:1: reject.x.reply: the rule has no stage, add reject.x.on, such as RCPT", reply),
                bad("f:1: reject.x.on: the rule has no answer, add reject.x.reply", on),
                bad("f:1: reject.x: a rule is set by its parts, such as reject.x.on", "x = RCPT"),
                bad(
                        "f:1: reject.X.on: a rule is named by small letters, digits and '-', not 'reject.X'",
                        "X.on = RCPT"),
                bad("f:3: reject.x.frist: unknown key, did you mean reject.x.first?", on, reply, "x.frist = 2"),
                bad(
                        "f:3: reject.x.duringg: unknown key, did you mean reject.x.during?",
                        on,
                        reply,
                        "x.duringg = 30s..90s"),
                bad(
                        "f:3: reject.x.during: a time goes from one moment to a later one, such as 30s..90s",
                        on,
                        reply,
                        "x.during = 90s"),
                bad(
                        "f:1: reject.x.on: a rule at IDLE needs the silence after which it is asked, such as .at = 10s",
                        "x.on = IDLE",
                        reply),
                bad(
                        "f:3: reject.x.at: 'soon' is no duration such as 250ms, 2s, 5m or 1h",
                        "x.on = IDLE",
                        reply,
                        "x.at = soon"),
                bad(
                        "f:3: reject.x.at: '10s' is no size such as 512B, 64KB or 10MB",
                        "x.on = CONTENT",
                        reply,
                        "x.at = 10s"),
                bad(
                        "f:1: reject.x.on: only a rule at CONTENT or IDLE is asked .at a moment, not at RCPT",
                        on,
                        reply,
                        "x.at = 10KB"),
                bad(
                        "f:1: reject.x.on: CONTENT counts octets and IDLE a silence, a rule is asked at one of them",
                        "x.on = CONTENT, IDLE",
                        reply,
                        "x.at = 10s"),
                bad(
                        "f:2: reject.x.answer: 'accept' makes no sense at TLS, only where the normal work ends in a reply for which nothing waits",
                        "x.on = TLS",
                        "x.answer = accept"),
                bad(
                        "f:2: reject.x.answer: 'proceed with bare-lf' makes no sense at IDLE, the normal work there has no reply",
                        "x.on = IDLE",
                        "x.answer = proceed with bare-lf",
                        "x.at = 1s"),
                bad(
                        "f:2: reject.x.answer.1: 'hide' makes no sense at HELO, only at EHLO and LHLO",
                        "x.on = EHLO, HELO",
                        "x.answer.1 = hide SIZE then proceed"),
                bad(
                        "f:2: reject.x.answer: 'tls-abort' makes no sense at *, only at STARTTLS and TLS",
                        "x.on = *",
                        "x.answer = tls-abort then proceed"),
                bad(
                        "f:3: reject.x.when: unknown key, write what has to hold behind it, such as reject.x.when.recipient",
                        on,
                        reply,
                        "x.when = a@b"),
                bad(
                        "f:3: reject.x.when.recpient: unknown condition 'recpient', did you mean recipient?",
                        on,
                        reply,
                        "x.when.recpient = *"),
                bad(
                        "f:3: reject.x.when.header.from: header.from is not known at RCPT, only at MESSAGE",
                        on,
                        reply,
                        "x.when.header.from = *"),
                bad(
                        "f:3: reject.x.when.header.from: header.from is not known at *, only at MESSAGE",
                        "x.on = *",
                        reply,
                        "x.when.header.from = *"),
                bad(
                        "f:3: reject.x.per: header.from is not known at *, only at MESSAGE",
                        "x.on = *",
                        reply,
                        "x.per = header.from"),
                bad(
                        "f:1: reject.x.when.recipient: recipient is not known at MAIL, only from RCPT on",
                        "x.when.recipient = *",
                        "x.on = RCPT, MAIL",
                        reply),
                bad(
                        "f:1: reject.x.when.size: size is not known at CONNECT, only from MAIL on",
                        "x.when.size = > 1KB",
                        "x.on = CONNECT",
                        reply),
                bad(
                        "f:1: reject.x.when.argument: argument is not known at MESSAGE, only at a command",
                        "x.when.argument = *",
                        "x.on = MESSAGE",
                        reply),
                bad(
                        "f:1: reject.x.per: helo is not known at CONNECT, only from HELO or EHLO on",
                        "x.per = helo",
                        "x.on = CONNECT",
                        reply),
                bad("f:3: reject.x.per: unknown key 'clinet', did you mean client?", on, reply, "x.per = clinet"),
                bad("f:3: reject.x.first: 'two' is no whole number from 0 to 2147483647", on, reply, "x.first = two"),
                bad("f:3: reject.x.first: 'first' counts from 1, not from 0", on, reply, "x.first = 0"),
                bad("f:3: reject.x.chance: '30' is no share such as 30%, from 0% to 100%", on, reply, "x.chance = 30"),
                bad("f:2: reject.x.reply: a reply code is 200 to 599, not 999", on, "x.reply = 999 No"),
                bad(
                        "f:2: reject.x.reply: unknown placeholder '${bob}', known are hostname id client listener helo sender recipient size"
                                + " (a dollar is $$)",
                        on,
                        "x.reply = 550 ${bob}"),
                bad("f:2: reject.x.answer: unknown step 'clos', did you mean close?", on, "x.answer = clos"),
                bad(
                        "f:3: reject.x.answer: cannot stand beside 'reply': a rule has one answer, or answer.1 answer.2 ... answer.rest,"
                                + " or shares such as answer.20%",
                        on, reply, "x.answer = close"),
                bad(
                        "f:3: reject.x.answer.20%: cannot stand beside 'answer.1': a rule has one answer, or answer.1 answer.2 ..."
                                + " answer.rest, or shares such as answer.20%",
                        on, "x.answer.1 = close", "x.answer.20% = close"),
                bad(
                        "f:3: reject.x.answer.60%: the shares of the answers come to 110%, the most is 100%",
                        on, "x.answer.50% = close", "x.answer.60% = proceed"),
                bad(
                        "f:1: reject.x.on: the rule has answer.3, but not every answer before it from answer.1 on",
                        on,
                        "x.answer.1 = close",
                        "x.answer.3 = close"),
                bad(
                        "f:2: reject.x.answer.one: unknown answer 'one', an answer is answer.1 to answer.9999, answer.rest or a share such"
                                + " as answer.20%",
                        on, "x.answer.one = close"));
    }

    private static Arguments bad(String message, String... lines) {
        return Arguments.of(message, lines);
    }

    @ParameterizedTest
    @MethodSource("bad")
    void an_error_names_the_key_and_what_would_be_right(String message, String[] lines) {
        assertThatExceptionOfType(SettingException.class)
                .isThrownBy(() -> rules(lines))
                .withMessage(message);
    }

    @Test
    void leaves_no_key_of_a_rule_to_be_reported_as_unknown() {
        Settings settings = Settings.of(Map.of(
                "reject.x.on",
                "RCPT",
                "reject.x.when.helo",
                "*",
                "reject.x.per",
                "client",
                "reject.x.answer.rest",
                "close"));
        RuleReader.of("reject", settings.under("reject")).rules();
        assertThat(settings.unknown()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "x.wehn.recipient, x.when.recipient",
        "x.whne.header.subject, x.when.header.subject",
        "x.wen, x.when.recipient",
        "x.answr.1, x.answer.1",
        "x.anwser.20%, x.answer.20%",
        "x.frist, x.first",
        "x.First, x.first",
        "x.first., x.first",
        "x.on.rcpt, x.on",
        "x.repyl, x.reply",
        "x.recipient, x.when.recipient",
        "x.header.subject, x.when.header.subject"
    })
    void misspelt_part_of_a_rule_gets_its_guess(String key, String meant) {
        assertThatExceptionOfType(SettingException.class)
                .isThrownBy(() -> rules("x.on = RCPT", "x.reply = 550 No", key + " = 1"))
                .withMessage("f:3: reject.%s: unknown key, did you mean reject.%s?", key, meant);
    }

    @Test
    void all_that_is_wrong_is_noted_at_once_and_nothing_that_only_comes_of_it() {
        Settings settings = Settings.notingErrors(List.of(
                new Setting("reject.a.onn", "RCPT", "f:1"),
                new Setting("reject.a.reply", "550 No", "f:2"),
                new Setting("reject.b.on", "rctp", "f:3"),
                new Setting("reject.b.first", "two", "f:4"),
                new Setting("reject.b.when.recipeint", "*", "f:5"),
                new Setting("reject.b.repyl", "550 No", "f:6"),
                new Setting("reject.c.on", "RCPT", "f:7"),
                new Setting("reject.c.reply", "550 No", "f:8"),
                new Setting("reject.d.reply", "99", "f:9")));

        assertThat(RuleReader.of("reject", settings.under("reject"))
                        .withShortForm("reply", Answer::parseReply)
                        .rules())
                .extracting(Rule::name)
                .containsExactly("reject.c");
        assertThat(settings.unknown()).isEmpty();
        assertThat(String.valueOf(SettingException.joined(settings.errors()).getMessage())
                        .lines())
                .extracting(line -> line.substring(0, Math.min(34, line.length())))
                .containsExactly(
                        "f:1: reject.a.onn: unknown key, di",
                        "f:3: reject.b.on: unknown stage 'r",
                        "f:4: reject.b.first: 'two' is no w",
                        "f:5: reject.b.when.recipeint: unkn",
                        "f:6: reject.b.repyl: unknown key, ",
                        "f:9: reject.d.reply: the rule has ",
                        "f:9: reject.d.reply: a reply begin");
    }

    static Stream<String> regexesThatTakeTooMuch() {
        int many = 20_000;
        return Stream.of(
                "(".repeat(many) + "a" + ")".repeat(many),
                "(?:".repeat(many) + "a" + ")*".repeat(many),
                "a" + "{1}".repeat(many),
                "(a{1000}){1000}",
                "((a{1,100}){1,100}){1,100}",
                "(\\QQ{\\E{1000}){1000}",
                "([]a]{1000}){1000}");
    }

    @ParameterizedTest
    @MethodSource("regexesThatTakeTooMuch")
    void regex_that_takes_too_much_is_an_error_with_its_line(String regex) {
        assertThatExceptionOfType(SettingException.class)
                .isThrownBy(() -> rules("x.on = RCPT", "x.reply = 550 No", "x.when.recipient = /" + regex + "/"))
                .withMessageStartingWith("f:3: reject.x.when.recipient: '/")
                .satisfies(error -> assertThat(error.getMessage()).hasSizeLessThan(500));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a{1000}", "[(((]{5}", "\\(\\(a", "((a|b){3,5}c)?", "x{", "a{,5}", "[]]", "\\Q((((\\E"})
    void regex_of_an_ordinary_size_is_taken(String regex) {
        assertThat(rules("x.on = RCPT", "x.reply = 550 No", "x.when.recipient = /" + regex + "/"))
                .hasSize(1);
    }

    @Test
    void control_characters_of_keys_and_values_are_escaped() {
        assertThatExceptionOfType(SettingException.class)
                .isThrownBy(() -> rules("x.on = RCPT", "x.reply = 550 No", "x.\u001b[31mfirst\u202e = 1\n2"))
                .withMessageStartingWith("f:3: reject.x.\\x1B[31mfirst\\u202E: unknown key")
                .satisfies(error ->
                        assertThat(String.valueOf(error.getMessage()).lines()).hasSize(1));
    }
}
