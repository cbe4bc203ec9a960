package org.fakesmtp.rule;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.stream.Stream;
import org.fakesmtp.api.Answer;
import org.fakesmtp.api.DurationRange;
import org.fakesmtp.api.Reply;
import org.fakesmtp.api.Step;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class StepGrammarTest {

    private static Answer reply(int code, String enhanced, String... lines) {
        return Answer.reply(Reply.of(code, enhanced, lines));
    }

    static Stream<Arguments> good() {
        return Stream.of(
                Arguments.of("proceed", Answer.proceed()),
                Arguments.of("close", Answer.close()),
                Arguments.of("reply 550 5.1.1 No such user", reply(550, "5.1.1", "No such user")),
                Arguments.of("reply 554 No", Answer.reply(Reply.plain(554, "No"))),
                Arguments.of("reply 450", Answer.reply(Reply.plain(450))),
                Arguments.of("reply 550 5.1.1 \"One\" \"Two\"", reply(550, "5.1.1", "One", "Two")),
                Arguments.of("reply 550 5.1.1 One\nTwo", reply(550, "5.1.1", "One", "Two")),
                Arguments.of(
                        "reply 451 4.3.0 \"Later, then\\\" with \\\\ care\"",
                        reply(451, "4.3.0", "Later, then\" with \\ care")),
                Arguments.of(
                        "reply 450 \"wait then go\" then close",
                        Answer.reply(Reply.plain(450, "wait then go")).then(Answer.close())),
                Arguments.of(
                        "reply 550 the user \"bob\" is not known",
                        Answer.reply(Reply.plain(550, "the user \"bob\" is not known"))),
                Arguments.of(
                        "reply 550 strengthen or without it",
                        Answer.reply(Reply.plain(550, "strengthen or without it"))),
                Arguments.of(
                        "reply 550 ${recipient} costs 5$$", Answer.reply(Reply.plain(550, "${recipient} costs 5$$"))),
                Arguments.of("pause 2s then proceed", Answer.pause(ofSeconds(2)).then(Answer.proceed())),
                Arguments.of(
                        "  pause  250ms   then   proceed  ",
                        Answer.pause(ofMillis(250)).then(Answer.proceed())),
                Arguments.of("proceed then close", Answer.proceed().then(Answer.close())),
                Arguments.of(
                        "pause 1s..5s then reply 421 4.3.2 Bye",
                        Answer.of(List.of(new Step.Pause(new DurationRange(ofSeconds(1), ofSeconds(5)))))
                                .then(reply(421, "4.3.2", "Bye"))));
    }

    @ParameterizedTest
    @MethodSource("good")
    void reads_steps(String text, Answer expected) {
        assertThat(StepGrammar.answer(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            ignoreLeadingAndTrailingWhitespace = true,
            value = {
                "'' | unknown step '''', known are proceed reply pause close",
                "proced | unknown step 'proced', did you mean proceed?",
                "reset | unknown step 'reset', known are proceed reply pause close",
                "pause 1s then | a step is missing, known are proceed reply pause close (a text that contains 'then' as a word is quoted)",
                "reply 450 Wait then go | unknown step 'go', known are proceed reply pause close (a text that contains 'then' as a word is quoted)",
                "reply 450 Wait then clos | unknown step 'clos', did you mean close? (a text that contains 'then' as a word is quoted)",
                "reply 450 Come with care | unknown modifier 'care' (a text that contains 'with' as a word is quoted)",
                "proceed with bare-lf | unknown modifier 'bare-lf' (a text that contains 'with' as a word is quoted)",
                "proceed now | nothing but 'then' follows 'proceed', found 'now'",
                "close then proceed | nothing can follow 'close', found 'proceed'",
                "proceed then proceed | 'proceed' stands twice, the normal work is done once",
                "pause | 'pause' needs a time such as 2s or 1s..5s",
                "pause 2 | '2' lacks a unit, write 2ms or 2s or 2m or 2h",
                "pause 5s..1s | a range goes from the shortest duration to the longest, not from 5000ms to 1000ms",
                "reply 450 \"a then close | the quote is not closed: \"a then close",
                "reply 450 \"a\" b | nothing but 'then' or another quoted text follows a quoted text, found 'b'",
                "reply 650 No | a reply code is 200 to 599, not 650",
                "reply 550 4.1.1 No | the enhanced status code 4.1.1 does not agree with the reply code 550",
                "reply No | a reply begins with a code of three digits, such as '550 5.1.1 No such user', not with 'No'",
                "reply 550 ${sendr} | unknown placeholder '${sendr}', did you mean sender? (a dollar is $$)",
            })
    void refuses_what_is_no_answer(String text, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StepGrammar.answer(text))
                .withMessage(message);
    }
}
