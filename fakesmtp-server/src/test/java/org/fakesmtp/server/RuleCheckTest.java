package org.fakesmtp.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.fakesmtp.answer.Alteration;
import org.fakesmtp.answer.Answer;
import org.fakesmtp.answer.Step;
import org.fakesmtp.api.CommandHandler;
import org.fakesmtp.api.CommandSession;
import org.fakesmtp.mail.Stage;
import org.fakesmtp.rule.Rule;
import org.fakesmtp.setting.SettingException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rules about verbs that plugins add, and about cipher suites: what there is not is refused by its name. */
class RuleCheckTest {

    private static final String NO_SUITE = "this Java has no cipher suite 'TLS_AES_128_GCM_SHA255'";

    /** A server whose last plugin adds a verb. */
    private static FakeSmtpServer.Builder server(String... keysAndValues) {
        return RuleText.server(keysAndValues)
                .plugin(TestServer.plugin(
                        "ping",
                        (own, hooks) -> hooks.command(new CommandHandler() {
                            @Override
                            public Stage stage() {
                                return new Stage("XPING");
                            }

                            @Override
                            public Answer proceed(CommandSession session) {
                                return Answer.reply(250, "2.0.0", "pong");
                            }
                        })));
    }

    private static Rule on(Stage stage) {
        return Rule.named("mine").on(stage).answer(Answer.reply(450, "4.2.0", "No"));
    }

    private static Rule only(String suite) {
        return Rule.named("mine")
                .on(Stage.TLS)
                .answer(Answer.of(List.of(new Alteration.TlsOnly(suite), Step.Work.PROCEED)));
    }

    @Test
    void rule_of_a_file_is_asked_about_the_verb_of_a_plugin() {
        try (FakeSmtpServer server = server(
                                "fault.x.on",
                                "XPING, NOOP",
                                "fault.x.when.argument",
                                "no*",
                                "fault.x.answer",
                                "reply 450 4.2.0 Not ${helo} with twice")
                        .build()
                        .start();
                TcpClient client = new TcpClient(server.port())) {
            client.reply();
            client.ask("HELO c.test");
            assertThat(client.ask("XPING")).isEqualTo("250 2.0.0 pong");
            assertThat(client.ask("xping not now")).isEqualTo("450 4.2.0 Not c.test");
            assertThat(client.line()).isEqualTo("450 4.2.0 Not c.test");
        }
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '\0',
            delimiter = '|',
            value = {
                "RCTP | unknown stage 'RCTP', did you mean RCPT?",
                "XPNIG | unknown stage 'XPNIG', did you mean XPING?"
            })
    void stage_that_no_plugin_adds_is_refused_with_its_key(String stage, String message) {
        assertThatExceptionOfType(SettingException.class)
                .isThrownBy(server("fault.x.on", "NOOP, " + stage, "fault.x.answer", "close")::build)
                .withMessage("set: fault.x.on: " + message);
    }

    @Test
    void rule_that_a_plugin_registers_is_checked_like_any_other() {
        FakeSmtpServer.Builder builder =
                server().plugin(TestServer.plugin("code", (own, hooks) -> hooks.rule(on(new Stage("XPONG")))));
        assertThatExceptionOfType(SettingException.class)
                .isThrownBy(builder::build)
                .withMessage("rule mine: unknown stage 'XPONG', did you mean XPING?");
    }

    @Test
    void cipher_suite_that_this_java_has_not_is_refused_with_its_key() {
        assertThatExceptionOfType(SettingException.class)
                .isThrownBy(server(
                        "fault.x.on",
                        "TLS",
                        "fault.x.answer.1",
                        "proceed",
                        "fault.x.answer.2",
                        "tls-only TLS_AES_128_GCM_SHA255 then proceed")::build)
                .withMessage("set: fault.x.answer.2: " + NO_SUITE + ", did you mean TLS_AES_128_GCM_SHA256?");
    }

    @Test
    void rule_that_is_added_while_the_server_runs_is_checked_too() {
        try (FakeSmtpServer server = server().build().start()) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> server.rules().add(only("TLS_AES_128_GCM_SHA255")))
                    .withMessageStartingWith(NO_SUITE);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> server.rules().add(on(new Stage("XPONG"))))
                    .withMessage("unknown stage 'XPONG', did you mean XPING?");
            server.rules().add(on(new Stage("XPING")));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> server.rules().replace(only("TLS_AES_128_GCM_SHA255")))
                    .withMessageStartingWith(NO_SUITE);
            assertThat(server.rules().report()).singleElement().hasToString("mine: never matched");
        }
    }

    @Test
    void file_that_is_read_again_is_checked_before_it_is_in_force() {
        try (FakeSmtpServer server =
                server("fault.x.on", "XPING", "fault.x.answer", "close").build().start()) {
            assertThatExceptionOfType(SettingException.class)
                    .isThrownBy(() -> server.reload(layers -> layers.set("fault.x.on=XPONG")
                            .set("fault.x.answer=close")
                            .set("listen=127.0.0.1:0")))
                    .withMessage("--set: fault.x.on: unknown stage 'XPONG', did you mean XPING?");
            assertThat(server.rules().report()).hasSize(1);
        }
    }
}
