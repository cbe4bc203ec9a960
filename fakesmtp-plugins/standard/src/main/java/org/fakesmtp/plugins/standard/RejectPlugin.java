package org.fakesmtp.plugins.standard;

import org.fakesmtp.api.Hooks;
import org.fakesmtp.api.Plugin;
import org.fakesmtp.api.Settings;
import org.fakesmtp.rule.RuleReader;
import org.fakesmtp.rule.StepGrammar;

/** Answers a stage with a reply instead of the normal work: {@code reject.<rule>.reply = 550 5.1.1 No such user}. */
public final class RejectPlugin implements Plugin {

    @Override
    public String name() {
        return "reject";
    }

    @Override
    public void install(Settings settings, Hooks hooks) {
        RuleReader.of(name(), settings)
                .withShortForm("reply", StepGrammar::reply)
                .rules()
                .forEach(hooks::rule);
    }
}
