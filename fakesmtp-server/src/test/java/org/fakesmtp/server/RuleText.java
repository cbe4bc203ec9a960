package org.fakesmtp.server;

import java.util.List;
import org.fakesmtp.api.Plugin;
import org.fakesmtp.rule.Rule;
import org.fakesmtp.rule.RuleReader;
import org.fakesmtp.setting.Settings;

/** The plugin {@code fault} for tests: its rules may change while the server runs. */
final class RuleText implements Plugin {

    @Override
    public String name() {
        return "fault";
    }

    @Override
    public List<Rule> rules(Settings settings) {
        return RuleReader.of(name(), settings).rules();
    }

    /** A server on a free port with these settings, not started yet. */
    static FakeSmtpServer.Builder server(String... keysAndValues) {
        FakeSmtpServer.Builder builder =
                FakeSmtpServer.builder().set("listen", "127.0.0.1:0").plugin(new RuleText());
        for (int i = 0; i < keysAndValues.length; i += 2) {
            builder.set(keysAndValues[i], keysAndValues[i + 1]);
        }
        return builder;
    }
}
