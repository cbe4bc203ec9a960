package org.fakesmtp.junit;

import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.fakesmtp.answer.Answer;
import org.fakesmtp.api.Hooks;
import org.fakesmtp.api.Plugin;
import org.fakesmtp.api.SessionObserver;
import org.fakesmtp.mail.SessionFacts;
import org.fakesmtp.mail.Stage;
import org.fakesmtp.plugins.standard.GreylistPlugin;
import org.fakesmtp.plugins.standard.LintPlugin;
import org.fakesmtp.setting.SettingException;
import org.fakesmtp.setting.Settings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opentest4j.AssertionFailedError;

/** What a dialogue without a socket shows of a plugin, and how it fails. */
class PluginDialogueTest {

    private static final Plugin NOTHING = plugin((settings, hooks) -> {});

    private final List<String> seen = new ArrayList<>();

    @Test
    void plugin_answers_as_the_dialogue_says_with_its_settings() {
        Plugin plugin = plugin((settings, hooks) -> {
            String word = settings.text("word", "none");
            hooks.answer(Stage.NOOP, exchange -> Answer.reply(250, "2.0.0", word));
        });
        PluginDialogue.of(plugin, "sample.word = a word", "hostname=mx.test").plays("""
                S: 220 mx.test ...
                C: NOOP
                S: 250 2.0.0 a word
                """);
    }

    @Test
    void pause_takes_its_time_from_the_clock_of_the_server_and_not_from_the_test() {
        Plugin plugin = plugin((settings, hooks) -> {
            hooks.answer(Stage.NOOP, exchange -> Answer.pause(ofMinutes(5)).then(Answer.proceed()));
            hooks.answer(
                    Stage.RSET,
                    exchange ->
                            Answer.reply(250, "2.0.0", "it is " + hooks.clock().instant()));
        });
        PluginDialogue dialogue = PluginDialogue.of(plugin);
        String then = dialogue.clock().instant().plus(ofMinutes(15)).toString();

        dialogue.plays("""
                S: 220 ...
                C: NOOP
                S: (pauses 5m)
                S: 250 2.0.0 Ok
                C: (waits 10m)
                C: RSET
                S: 250 2.0.0 it is %s
                """.formatted(then));
    }

    @Test
    void silence_of_the_client_is_noticed_once_for_each_second_and_tasks_run_meanwhile() {
        Plugin plugin = plugin((settings, hooks) -> {
            hooks.schedule().every(ofSeconds(2), () -> seen.add("task"));
            hooks.answer(Stage.IDLE, exchange -> {
                seen.add("asked");
                return Answer.proceed();
            });
        });
        PluginDialogue.of(plugin).plays("""
                S: 220 ...
                C: (waits 3s)
                C: NOOP
                S: 250 2.0.0 Ok
                """);
        assertThat(seen).containsExactly("asked", "task", "asked", "asked");
    }

    @ParameterizedTest
    @CsvSource({
        "reset, (resets)",
        "close, (closes)",
        "hang, (hangs)",
        "stall 5s then close, '(stalls 5s)\nS: (closes)'",
        "half-close, (half-closes)",
        "'send \"250-\" then pause 1s then send \"a\\r\\n\"', '250-\nS: (pauses 1s)\nS: a'"
    })
    void fault_is_a_line(String answer, String lines) {
        Plugin plugin = plugin((settings, hooks) -> hooks.answer(Stage.NOOP, exchange -> Answer.parse(answer)));
        PluginDialogue.of(plugin).plays("S: 220 ...\nC: NOOP\nS: " + lines);
    }

    @Test
    void messages_that_the_plugin_takes_are_there_with_envelope_and_text() {
        PluginDialogue dialogue = PluginDialogue.of(NOTHING).plays("""
                S: 220 ...
                C: HELO c.test
                C: MAIL FROM:<a@x.test>
                C: RCPT TO:<b@x.test>
                C: DATA
                S: 250 localhost
                S: 250 2.1.0 ...
                S: 250 2.1.5 ...
                S: 354 ...
                C: Subject: Hi
                C:
                C: text
                C: .
                S: 250 2.0.0 ...
                """);
        assertThat(dialogue.messages()).singleElement().satisfies(message -> {
            assertThat(message.recipients()).containsExactly("b@x.test");
            assertThat(message.subject()).isEqualTo("Hi");
            assertThat(message.text()).contains("text\n");
        });
    }

    @Test
    void sink_that_refuses_is_heard() {
        Plugin plugin = plugin((settings, hooks) -> hooks.deliver(message -> {
            throw new IllegalStateException("no room for " + message.id());
        }));
        PluginDialogue dialogue = PluginDialogue.of(plugin);

        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> dialogue.plays("""
                        S: 220 ...
                        C: HELO c.test
                        C: MAIL FROM:<a@x.test>
                        C: RCPT TO:<b@x.test>
                        C: DATA
                        S: 250 localhost
                        S: 250 2.1.0 ...
                        S: 250 2.1.5 ...
                        S: 354 ...
                        C: .
                        S: 250 ...
                        """))
                .withMessageContaining("the server did 'S: 451 4.3.0 The message could not be stored'")
                .withMessageContaining("has thrown java.lang.IllegalStateException: no room for s1-1");
    }

    @Test
    void sessions_have_clients_of_their_own_and_share_what_the_plugin_remembers() {
        Plugin plugin = plugin((settings, hooks) -> hooks.observe(new SessionObserver() {
            @Override
            public void opened(SessionFacts session) {
                seen.add(session.id() + ' ' + session.clientAddress());
            }

            @Override
            public void closed(SessionFacts session) {
                seen.add(session.id() + " closed");
            }
        }));
        PluginDialogue.of(plugin).plays("""
                S: 220 ...
                --- from elsewhere
                C: (connects from 192.0.2.7)
                S: 220 ...
                --- from IPv6
                C: (connects from 2001:db8::1)
                S: 220 ...
                """);
        assertThat(seen)
                .containsExactly(
                        "s1 127.0.0.1",
                        "s1 closed",
                        "s2 192.0.2.7",
                        "s2 closed",
                        "s3 2001:db8:0:0:0:0:0:1",
                        "s3 closed");
    }

    @Test
    void line_that_is_not_expected_is_marked_in_the_transcript() {
        PluginDialogue dialogue = PluginDialogue.of(NOTHING, "reject.no.on = NOOP", "reject.no.reply = 550 5.7.1 No");

        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> dialogue.plays("S: 220 ...\nC: RSET\nS: 250 ...\nC: NOOP\nS: 250 2.0.0 Ok"))
                .withMessage("""
                        the dialogue expects 'S: 250 2.0.0 Ok', and the server did 'S: 550 5.7.1 No'

                            S: 220 localhost ESMTP fakesmtp
                            C: RSET
                            S: 250 2.0.0 Ok
                            C: NOOP
                         => S: 550 5.7.1 No
                        """);
    }

    @Test
    void line_too_few_and_line_too_many_are_told_as_such() {
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> PluginDialogue.of(NOTHING).plays("S: 220 ...\nS: 250 More"))
                .withMessage("""
                        the dialogue expects 'S: 250 More', and the server did nothing more

                            S: 220 localhost ESMTP fakesmtp
                         => S:
                        """);
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> PluginDialogue.of(NOTHING).plays("S: 220 ...\nC: NOOP\nC: NOOP\nS: 250 ..."))
                .withMessageStartingWith(
                        "the dialogue expects nothing more here, and the server did 'S: 250 2.0.0 Ok'");
    }

    @Test
    void dots_skip_the_rest_of_a_reply_of_several_lines() {
        PluginDialogue.of(NOTHING).plays("""
                S: 220 ...
                C: EHLO c.test
                S: 250-localhost greets c.test
                S: ...
                C: EHLO c.test
                S: 250-...
                S: 250-PIPELINING
                S: ...
                C: NOOP
                S: 250 2.0.0 Ok
                """);
    }

    @Test
    void dots_that_have_nothing_to_skip_are_told_as_such() {
        PluginDialogue dialogue =
                PluginDialogue.of(NOTHING, "fault.cut.on = RSET", "fault.cut.answer = send \"250-a\\r\\n\" then close");

        assertThatExceptionOfType(AssertionFailedError.class)
                .isThrownBy(() -> dialogue.plays("S: 220 ...\nC: NOOP\nS: 250...\nS: ..."))
                .withMessageStartingWith(
                        "the dialogue expects 'S: ...', more of a reply of several lines, and the server did nothing more");
        assertThatExceptionOfType(AssertionFailedError.class)
                .isThrownBy(() -> dialogue.plays("S: 220 ...\nC: RSET\nS: 250-a\nS: ...\nS: (closes)"))
                .withMessageStartingWith(
                        "the dialogue expects 'S: ...', more of a reply of several lines, and the server did 'S: (closes)'");
    }

    @Test
    void failure_has_the_lines_that_were_expected_and_those_that_were_said() {
        AssertionFailedError failure = catchThrowableOfType(
                AssertionFailedError.class,
                () -> PluginDialogue.of(NOTHING).plays("S: 220 ...\nC: NOOP\nC: NOOP\nS: 250 ...\nS: 251 2.0.0 Ok"));

        assertThat(failure.getExpected().getValue()).isEqualTo("S: 250 2.0.0 Ok\nS: 251 2.0.0 Ok\n");
        assertThat(failure.getActual().getValue()).isEqualTo("S: 250 2.0.0 Ok\nS: 250 2.0.0 Ok\n");
    }

    @Test
    void setting_that_is_wrong_is_named() {
        assertThatExceptionOfType(SettingException.class)
                .isThrownBy(() -> PluginDialogue.of(NOTHING, "sample.wrod = x"))
                .withMessageContaining("sample.wrod");
    }

    @ParameterizedTest
    @CsvSource({
        "set a = b\\nS: 220 ..., settings are given to PluginDialogue.of",
        "220 Hello, neither C: nor S:",
        "C: \\\\x4, not complete",
        "C: (connects from 1.2.3)\\nS: 220 ..., is no address",
        "S: ..., before them stands a line of it"
    })
    void dialogue_that_cannot_be_read_is_refused(String dialogue, String why) {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> PluginDialogue.of(NOTHING).plays(dialogue.translateEscapes()))
                .withMessageContaining(why);
    }

    @Test
    void closing_closes_the_plugin() {
        Plugin plugin = new Plugin() {
            @Override
            public String name() {
                return "sample";
            }

            @Override
            public void close() {
                seen.add("closed");
            }
        };
        PluginDialogue.of(plugin).close();
        assertThat(seen).containsExactly("closed");
    }

    private static Plugin plugin(BiConsumer<Settings, Hooks> install) {
        return new Plugin() {
            @Override
            public String name() {
                return "sample";
            }

            @Override
            public void install(Settings settings, Hooks hooks) {
                install.accept(settings, hooks);
            }
        };
    }

    @Test
    void settings_of_a_plugin_that_is_found_on_the_class_path_besides_are_checked() {
        PluginDialogue.of(new GreylistPlugin(), "greylist.delay = 1m", "greylist.when.client = ::1")
                .close();

        assertThatThrownBy(() -> PluginDialogue.of(new GreylistPlugin(), "greylist.dealy = 1m"))
                .hasMessage("--set: greylist.dealy: unknown key, did you mean greylist.delay?");
        assertThatThrownBy(() -> PluginDialogue.of(new GreylistPlugin(), "greylist.wehn.recipient = *"))
                .hasMessage("--set: greylist.wehn.recipient: unknown key, did you mean greylist.when.recipient?");
        assertThatThrownBy(() -> FakeSmtp.builder()
                        .plugin(new LintPlugin())
                        .set("lint.colour", "red")
                        .build()
                        .port())
                .hasMessageContaining("set: lint.colour: unknown key");
    }
}
