package org.fakesmtp.plugins.standard;

import java.util.List;
import org.fakesmtp.answer.Answer;
import org.fakesmtp.api.Plugin;
import org.fakesmtp.rule.Rule;
import org.fakesmtp.rule.RuleReader;
import org.fakesmtp.setting.Settings;

/** Lets a stage wait before the normal work: {@code delay.<rule>.time = 2s}, or {@code 1s..5s}, drawn each time. */
public final class DelayPlugin implements Plugin {

    @Override
    public String name() {
        return "delay";
    }

    @Override
    public List<Rule> rules(Settings settings) {
        return RuleReader.of(name(), settings)
                .withShortForm("time", time -> Answer.parsePause(time).then(Answer.proceed()))
                .rules();
    }
}
