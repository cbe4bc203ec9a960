package org.fakesmtp.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import org.fakesmtp.answer.Answer;
import org.fakesmtp.answer.Reply;
import org.fakesmtp.answer.ReplyKey;
import org.fakesmtp.setting.SettingException;
import org.fakesmtp.setting.Settings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Overriding replies. What is sent of them is in the dialogues. */
class ReplyCatalogueTest {

    private static ReplyCatalogue read(String key, String value) {
        return ReplyCatalogue.read(Settings.of(Map.of("reply." + key, value)).under("reply"), "mx.test");
    }

    private static Answer answer(ReplyCatalogue replies, ReplyKey key) {
        return replies.answer(key, Plain.context(Plain.behaviour(replies)));
    }

    @ParameterizedTest
    @EnumSource(ReplyKey.class)
    void every_default_can_be_written_in_the_file_again(ReplyKey key) {
        assertThat(read(key.key(), key.byDefault().toString())).isNotNull();
        assertThat(key.key()).matches("[a-z0-9.-]+");
    }

    @ParameterizedTest
    @EnumSource(
            value = ReplyKey.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"GREETING", "HELO_OK", "EHLO_OK", "LHLO_OK", "DATA_START"})
    void every_reply_that_may_carry_an_enhanced_status_code_does(ReplyKey key) {
        assertThat(key.byDefault().enhanced()).isPresent();
    }

    @Test
    void a_reply_without_placeholders_is_one_for_all_sessions() {
        ReplyCatalogue replies = read("noop.ok", "250 ${hostname} is here");
        assertThat(answer(replies, ReplyKey.NOOP_OK))
                .isSameAs(answer(replies, ReplyKey.NOOP_OK))
                .hasToString("reply 250 mx.test is here");
    }

    @Test
    void a_reply_with_placeholders_is_made_for_each_session() {
        assertThat(answer(read("noop.ok", "250 ${id} of ${client}$$"), ReplyKey.NOOP_OK))
                .hasToString("reply 250 s1 of 127.0.0.1$");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        rcpt.ok         | 550 5.1.1 No         | reply.rcpt.ok keeps its first digit, 2, and cannot be '550 5.1.1 No'
        data.start      | 250 Go on            | reply.data.start keeps its first digit, 3, and cannot be '250 Go on'
        unknown-command | 421 Bye              | reply.unknown-command keeps its first digit, 5, and cannot be '421 Bye'
        rcpt.ok         | Fine                 | a reply begins with a code of three digits
        rcpt.ok         | 250 5.1.1 No         | the enhanced status code 5.1.1 does not agree with the reply code 250
        rcpt.ok         | 250 To ${recipent}   | unknown placeholder '${recipent}', did you mean recipient?
        greeting        | 354 Go on            | reply.greeting says 2yz, 4yz or 5yz, and cannot be '354 Go on'
        """)
    void a_wrong_override_is_refused_with_its_key_and_what_would_be_right(String key, String value, String message) {
        assertThatExceptionOfType(SettingException.class)
                .isThrownBy(() -> read(key, value))
                .withMessageContaining("reply." + key)
                .withMessageContaining(message);
    }

    @Test
    void catalogue_of_a_program_keeps_the_first_digits_too() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ReplyCatalogue("x.test", Map.of(ReplyKey.RCPT_OK, Reply.plain(550, "No"))))
                .withMessageStartingWith("reply.rcpt.ok keeps its first digit, 2, and cannot be '550 No'");
    }

    @ParameterizedTest
    @CsvSource({"554 5.3.2 No service", "421 4.3.2 Later", "220 Hello"})
    void the_banner_may_refuse(String value) {
        assertThat(answer(read("greeting", value), ReplyKey.GREETING)).hasToString("reply " + value);
    }
}
