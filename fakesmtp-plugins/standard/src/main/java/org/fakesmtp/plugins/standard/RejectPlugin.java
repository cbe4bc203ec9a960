package org.fakesmtp.plugins.standard;

import java.util.List;
import org.fakesmtp.answer.Answer;
import org.fakesmtp.api.Plugin;
import org.fakesmtp.rule.Rule;
import org.fakesmtp.rule.RuleReader;
import org.fakesmtp.setting.Settings;

/** Answers a stage with a reply instead of the normal work: {@code reject.<rule>.reply = 550 5.1.1 No such user}. */
public final class RejectPlugin implements Plugin {

    @Override
    public String name() {
        return "reject";
    }

    @Override
    public List<Rule> rules(Settings settings) {
        return RuleReader.of(name(), settings)
                .withShortForm("reply", Answer::parseReply)
                .rules();
    }
}
