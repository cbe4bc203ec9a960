package org.fakesmtp.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Map;
import org.fakesmtp.mail.Stage;
import org.fakesmtp.setting.SettingException;
import org.fakesmtp.setting.Settings;
import org.junit.jupiter.api.Test;

/** What a plugin with memory of its own reads of its settings. */
class ScopeTest {

    private static Settings settings(String key, String value) {
        return Settings.of(Map.of("plugin.own." + key, value)).under("plugin.own");
    }

    private static Scope rcpt(String key, String value) {
        return Scope.read(settings(key, value), Stage.RCPT, "client, recipient");
    }

    @Test
    void key_is_made_of_what_the_plugin_counts_by_unless_the_settings_say_something_else() {
        assertThat(rcpt("other", "x").key(FakeExchange.to("B@y.test"))).contains("192.0.2.7 b@y.test");
        assertThat(rcpt("per", "recipient").key(FakeExchange.to("b@y.test"))).contains("b@y.test");
    }

    @Test
    void whom_a_condition_does_not_hold_for_has_no_key() {
        Scope scope = rcpt("when.recipient", "*@y.test");

        assertThat(scope.key(FakeExchange.to("b@y.test"))).isPresent();
        assertThat(scope.key(FakeExchange.to("b@x.test"))).isEmpty();
    }

    @Test
    void all_have_the_same_key_where_nothing_is_counted_by() {
        Scope scope = Scope.read(settings("when.recipient", "*@y.test"), Stage.RCPT);

        assertThat(scope.key(FakeExchange.to("b@y.test"))).isEqualTo(scope.key(FakeExchange.to("c@y.test")));
        assertThat(scope.key(FakeExchange.to("b@x.test"))).isEmpty();
    }

    @Test
    void what_cannot_be_known_at_the_stage_is_refused() {
        assertThatExceptionOfType(SettingException.class)
                .isThrownBy(() -> rcpt("when.body", "*"))
                .withMessageContaining("plugin.own.when.body: body is not known at RCPT, only at MESSAGE");
        assertThatExceptionOfType(SettingException.class)
                .isThrownBy(() -> rcpt("per", "header.subject"))
                .withMessageContaining("plugin.own.per: header.subject is not known at RCPT, only at MESSAGE");
    }

    @Test
    void condition_or_key_that_looks_at_the_message_has_to_read_it() {
        assertThat(message("when.sender", "*").readsContent()).isFalse();
        assertThat(message("when.header.subject", "*").readsContent()).isTrue();
        assertThat(message("per", "header.subject").readsContent()).isTrue();
    }

    private static Scope message(String key, String value) {
        return Scope.read(settings(key, value), Stage.MESSAGE, "client");
    }
}
