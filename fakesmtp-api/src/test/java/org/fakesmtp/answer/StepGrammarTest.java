package org.fakesmtp.answer;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.fakesmtp.setting.DurationRange;
import org.fakesmtp.setting.Durations;
import org.fakesmtp.setting.LogNormal;
import org.fakesmtp.setting.Rate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class StepGrammarTest {

    private static Answer reply(int code, String enhanced, String... lines) {
        return Answer.reply(Reply.of(code, enhanced, lines));
    }

    private static Answer of(Step... steps) {
        return Answer.of(List.of(steps));
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
                Arguments.of("allow", Answer.allow()),
                Arguments.of("accept then reset", Answer.accept().then(Answer.reset())),
                Arguments.of(
                        "reply 421 Bye then keep-open", of(new Step.Say(Reply.plain(421, "Bye")), new Step.KeepOpen())),
                Arguments.of("send \"220-\\x41\\0\\r\\n\" then cut", of(new Step.Send("220-A\0\r\n"), Step.End.CUT)),
                Arguments.of("send \"\u00e9 \\\" then \\\\\"", of(new Step.Send("\u00c3\u00a9 \" then \\"))),
                Arguments.of(
                        "half-close then hang 5s",
                        of(new Step.HalfClose(), new Step.Hang(Optional.of(Durations.of(ofSeconds(5)))))),
                Arguments.of("hang", of(new Step.Hang(Optional.empty()))),
                Arguments.of(
                        "stall 1s then proceed",
                        of(new Step.Stall(Optional.of(Durations.of(ofSeconds(1)))), Step.Work.PROCEED)),
                Arguments.of(
                        "pause lognormal(200ms, 0.5) then proceed",
                        of(new Step.Pause(new LogNormal(ofMillis(200), 0.5)), Step.Work.PROCEED)),
                Arguments.of("throttle 1KB/s", of(new Step.SlowReading(new Rate(1024)), Step.Work.PROCEED)),
                Arguments.of(
                        "proceed with dribble 1 every 500ms with twice",
                        Answer.proceed().with(new Modifier.Dribble(1, ofMillis(500)), Modifier.Garble.TWICE)),
                Arguments.of(
                        "reply 550 No with bare-lf then close",
                        Answer.reply(Reply.plain(550, "No"))
                                .with(Modifier.Garble.BARE_LF)
                                .then(Answer.close())),
                Arguments.of(
                        "hide size then add X-FOO a=b c then proceed",
                        of(new Alteration.Hide("SIZE"), new Alteration.Add("X-FOO", "a=b c"), Step.Work.PROCEED)),
                Arguments.of(
                        "add auth=LOGIN PLAIN then proceed",
                        of(new Alteration.Add("AUTH=LOGIN", "PLAIN"), Step.Work.PROCEED)),
                Arguments.of(
                        "certificate expired then tls-only 1.2 then proceed",
                        of(
                                new Alteration.Certificate(Handshake.BadCertificate.EXPIRED),
                                new Alteration.TlsOnly("1.2"),
                                Step.Work.PROCEED)),
                Arguments.of(
                        "starttls-in-clear then proceed",
                        of(Alteration.OfHandshake.STARTTLS_IN_CLEAR, Step.Work.PROCEED)),
                Arguments.of("proceed then close", Answer.proceed().then(Answer.close())),
                Arguments.of(
                        "pause 1s..5s then reply 421 4.3.2 Bye",
                        Answer.of(List.of(new Step.Pause(new DurationRange(ofSeconds(1), ofSeconds(5)))))
                                .then(reply(421, "4.3.2", "Bye"))));
    }

    @ParameterizedTest
    @MethodSource("good")
    void reads_steps(String text, Answer expected) {
        assertThat(Answer.parse(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource("good")
    void an_answer_is_written_as_it_can_be_read(String text, Answer answer) {
        assertThat(Answer.parse(answer.toString())).isEqualTo(answer);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            ignoreLeadingAndTrailingWhitespace = true,
            value = {
                "'' | unknown step '''', known are proceed allow accept reply send send-file pause close cut half-close reset hang stall keep-open throttle starttls-in-clear tls-abort certificate tls-only tls-too-old hide disable add",
                "proced | unknown step 'proced', did you mean proceed?",
                "explode | unknown step 'explode', known are proceed allow accept reply send send-file pause close cut half-close reset hang stall keep-open throttle starttls-in-clear tls-abort certificate tls-only tls-too-old hide disable add",
                "pause 1s then | a step is missing, known are proceed allow accept reply send send-file pause close cut half-close reset hang stall keep-open throttle starttls-in-clear tls-abort certificate tls-only tls-too-old hide disable add (a text that contains 'then' as a word is quoted)",
                "reply 450 Wait then go | unknown step 'go', known are proceed allow accept reply send send-file pause close cut half-close reset hang stall keep-open throttle starttls-in-clear tls-abort certificate tls-only tls-too-old hide disable add (a text that contains 'then' as a word is quoted)",
                "reply 450 Wait then clos | unknown step 'clos', did you mean close? (a text that contains 'then' as a word is quoted)",
                "reply 450 Come with care | unknown modifier 'care', known are dribble throttle bare-lf no-line-end mixed-codes unfinished no-digits binary nul 8bit twice endless oversized code (a text that contains 'with' as a word is quoted)",
                "proceed with bare-fl | unknown modifier 'bare-fl', did you mean bare-lf? (a text that contains 'with' as a word is quoted)",
                "proceed with magic | unknown modifier 'magic', known are dribble throttle bare-lf no-line-end mixed-codes unfinished no-digits binary nul 8bit twice endless oversized code (a text that contains 'with' as a word is quoted)",
                "proceed with bare-lf now | nothing but 'then' follows 'bare-lf', found 'now'",
                "proceed with dribble 1 | 'dribble' is written as dribble 1 every 500ms, not as dribble 1",
                "proceed with dribble 0 every 1s | a dribble is at least 1 octet every 1ms or more",
                "proceed with throttle 10KB | '10KB' is no rate such as 100B/s, 64KB/s or 10MB/s",
                "proceed with throttle 0 | a rate is at least 1B/s",
                "proceed with oversized | 'oversized' needs a length such as 2000",
                "proceed with code 250 | '250' is no code outside 200 to 599, such as 099 or 650; others stand in the reply itself",
                "pause 1s with bare-lf | 'pause' takes no modifier such as 'bare-lf'",
                "accept with bare-lf | 'accept' takes no modifier such as 'bare-lf'",
                "send \"x\" with nul | 'nul' needs a reply, 'send' has its octets as they are",
                "send x | 'send' needs octets in quotes, such as send \"220-Wait\\r\\n\"",
                "send \"\\q\" | unknown escape '\\q', known are \\r \\n \\t \\0 \\xHH \\\" \\\\",
                "send \"\\x4\" | unknown escape '\\x4', known are \\r \\n \\t \\0 \\xHH \\\" \\\\",
                "send \"\" | what is sent is at least one octet, and each char is one",
                "reset then proceed | nothing can follow 'reset', found 'proceed'",
                "hang then proceed | nothing can follow 'hang', found 'proceed'",
                "allow then reply 250 Ok | nothing can follow 'allow', found 'reply 250 Ok'",
                "accept then proceed | the normal work is done once, yet 'proceed', 'allow' or 'accept' stands twice",
                "hide SIZE | 'hide SIZE' alters the normal work, add 'then proceed'",
                "proceed then hide SIZE | 'hide SIZE' stands before 'proceed', which it alters",
                "hide | 'hide' needs an EHLO keyword",
                "hide SI_ZE then proceed | 'SI_ZE' is no EHLO keyword such as SIZE",
                "hide AUTH=LOGIN then proceed | 'AUTH=LOGIN' is no EHLO keyword such as SIZE",
                "add =LOGIN then proceed | '=LOGIN' is no EHLO keyword such as SIZE",
                "add AU_TH=LOGIN then proceed | 'AU_TH=LOGIN' is no EHLO keyword such as SIZE",
                "add AUTH=L\u00FCGIN then proceed | what follows the '=' of an EHLO keyword is printable ASCII",
                "add then proceed | 'add' needs an EHLO keyword",
                "certificate old then proceed | unknown certificate 'old', known are expired not-yet-valid self-signed wrong-host unknown-ca no-intermediate",
                "tls-only 1.1 then proceed | '1.1' is neither 1.2 nor 1.3 nor a cipher suite such as TLS_AES_128_GCM_SHA256",
                "reply 450 No then keep-open | 'keep-open' stands after a reply 421, which closes otherwise",
                "throttle 10KB | '10KB' is no rate such as 100B/s, 64KB/s or 10MB/s",
                "pause lognormal(0, 1) then proceed | the median of a duration is more than 0",
                "pause lognormal(1s, 9) then proceed | sigma is 0 to 5, not 9.0",
                "proceed now | nothing but 'then' follows 'proceed', found 'now'",
                "close then proceed | nothing can follow 'close', found 'proceed'",
                "proceed then proceed | the normal work is done once, yet 'proceed', 'allow' or 'accept' stands twice",
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
                .isThrownBy(() -> Answer.parse(text))
                .withMessage(message);
    }

    @Test
    void reply_alone_is_checked_as_an_answer_is() {
        assertThat(Answer.parseReply("550 5.1.1 No ${sender}")).isEqualTo(Answer.parse("reply 550 5.1.1 No ${sender}"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Answer.parseReply("550 5.1.1 No ${sendr}"))
                .withMessage("unknown placeholder '${sendr}', did you mean sender? (a dollar is $$)");
    }

    @Test
    void sends_a_file_of_the_directory_as_it_was_when_the_rule_was_read(@TempDir Path directory) throws IOException {
        Files.write(directory.resolve("banner.bin"), new byte[] {'2', '\r', (byte) 0xFF, '$', '{', 'i', 'd', '}'});

        Answer answer = Answer.parse("send-file banner.bin with twice then close", directory);
        Files.delete(directory.resolve("banner.bin"));

        assertThat(answer).hasToString("send-file banner.bin with twice then close");
        assertThat(answer.steps().get(0).plain().octets()).contains("2\r\u00ff${id}");
    }

    @Test
    void a_file_that_cannot_be_sent_is_named_with_the_reason(@TempDir Path directory) throws IOException {
        Files.createFile(directory.resolve("empty"));
        Files.write(directory.resolve("large"), new byte[(1 << 20) + 1]);
        Files.createDirectory(directory.resolve("folder"));

        assertRefused("send-file none", directory, "'none' cannot be sent: no such file or directory");
        assertRefused("send-file empty", directory, "'empty' cannot be sent: it has 0 octets, not 1 to 1048576");
        assertRefused("send-file large", directory, "'large' cannot be sent: it has 1048577 octets, not 1 to 1048576");
        assertRefused("send-file folder", directory, "'folder' cannot be sent: it is not a file");
        String outside = "' cannot be sent: it is not a file beside the properties file";
        assertRefused("send-file ../none", directory, "'../none" + outside);
        assertRefused("send-file a/../../none", directory, "'a/../../none" + outside);
        assertRefused("send-file /etc/hostname", directory, "'/etc/hostname" + outside);
        assertRefused("send-file then close", directory, "'send-file' needs a file name");
    }

    private static void assertRefused(String answer, Path directory, String why) {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> Answer.parse(answer, directory))
                .withMessage(why);
    }
}
