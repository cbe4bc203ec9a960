package org.fakesmtp.plugins.standard;

import java.util.List;
import org.fakesmtp.api.Plugin;
import org.fakesmtp.rule.Rule;
import org.fakesmtp.rule.RuleReader;
import org.fakesmtp.setting.Settings;

/** Orders whatever a server or its network can do to a client: {@code fault.<rule>.answer = accept then reset}. */
public final class FaultPlugin implements Plugin {

    @Override
    public String name() {
        return "fault";
    }

    @Override
    public List<Rule> rules(Settings settings) {
        return RuleReader.of(name(), settings).rules();
    }
}
