package org.fakesmtp.plugins.standard;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.fakesmtp.answer.Answer;
import org.fakesmtp.answer.Step;
import org.fakesmtp.api.Plugin;
import org.fakesmtp.mail.Stage;
import org.fakesmtp.rule.Rule;
import org.fakesmtp.setting.DurationRange;
import org.fakesmtp.setting.SettingException;
import org.fakesmtp.setting.Settings;
import org.junit.jupiter.api.Test;

class RulePluginsTest {

    private static List<Rule> rules(Plugin plugin, Map<String, String> settings) {
        return plugin.rules(Settings.of(settings).under(plugin.name()));
    }

    @Test
    void reject_answers_with_its_reply() {
        Map<String, String> settings = Map.of("reject.x.on", "RCPT", "reject.x.reply", "550 5.1.1 No such user then");
        assertThat(rules(new RejectPlugin(), settings))
                .containsExactly(
                        Rule.named("reject.x").on(Stage.RCPT).answer(Answer.reply(550, "5.1.1", "No such user then")));
    }

    @Test
    void delay_pauses_and_proceeds() {
        Map<String, String> settings = Map.of("delay.x.on", "DATA", "delay.x.time", "2s..5s");
        Answer pause =
                Answer.of(List.of(new Step.Pause(new DurationRange(ofSeconds(2), ofSeconds(5))), Step.Work.PROCEED));
        assertThat(rules(new DelayPlugin(), settings))
                .containsExactly(Rule.named("delay.x").on(Stage.DATA).answer(pause));
    }

    @Test
    void a_wrong_time_is_named_with_its_key() {
        Map<String, String> settings = Map.of("delay.x.on", "DATA", "delay.x.time", "2");
        assertThatExceptionOfType(SettingException.class)
                .isThrownBy(() -> rules(new DelayPlugin(), settings))
                .withMessageEndingWith("delay.x.time: '2' lacks a unit, write 2ms or 2s or 2m or 2h");
    }

    @Test
    void both_are_found_on_the_class_path() {
        assertThat(ServiceLoader.load(Plugin.class)).extracting(Plugin::name).contains("reject", "delay");
    }
}
