package org.fakesmtp.server;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.fakesmtp.answer.Answer;
import org.fakesmtp.answer.Delivery;
import org.fakesmtp.api.Hooks;
import org.fakesmtp.api.Plugin;
import org.fakesmtp.rule.RuleReader;
import org.fakesmtp.server.tls.TestAuthority;
import org.fakesmtp.setting.Settings;

/** Servers for tests, on a free port. */
final class TestServer {

    /** The users file that dialogues name. */
    private static final Path USERS = Path.of("..", "fakesmtp-api", "src", "test", "resources", "users.txt");

    private TestServer() {}

    /** A server with rules under {@code reject}, {@code delay} and {@code fault}, and a sink that takes everything. */
    static FakeSmtpServer started(Map<String, String> settings) {
        return started(settings, plugin("sink", (own, hooks) -> hooks.deliver(message -> Delivery.taken())));
    }

    static FakeSmtpServer started(Map<String, String> settings, Plugin... plugins) {
        FakeSmtpServer.Builder builder =
                FakeSmtpServer.builder().set("listen", "127.0.0.1:0").set("tls.cache", TestAuthority.cache());
        settings.forEach((key, value) -> builder.set(key, value.equals("users.txt") ? USERS.toString() : value));
        builder.plugin(plugin(
                "reject",
                (own, hooks) -> RuleReader.of("reject", own)
                        .withShortForm("reply", Answer::parseReply)
                        .rules()
                        .forEach(hooks::rule)));
        builder.plugin(plugin(
                "delay",
                (own, hooks) -> RuleReader.of("delay", own)
                        .withShortForm("time", time -> Answer.parsePause(time).then(Answer.proceed()))
                        .rules()
                        .forEach(hooks::rule)));
        builder.plugin(new RuleText());
        for (Plugin plugin : plugins) {
            builder.plugin(plugin);
        }
        return builder.build().start();
    }

    /** A server with one plugin; its certificates, like those of all here, are those of {@link TestAuthority}. */
    static FakeSmtpServer started(Plugin plugin, String... keysAndValues) {
        Map<String, String> settings = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            settings.put(keysAndValues[i], keysAndValues[i + 1]);
        }
        return started(settings, plugin);
    }

    /** A plugin that is no more than its installation. */
    static Plugin plugin(String name, Install install) {
        return new Plugin() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public void install(Settings settings, Hooks hooks) {
                install.install(settings, hooks);
            }
        };
    }

    /** What a plugin does when it is installed. */
    @FunctionalInterface
    interface Install {
        void install(Settings settings, Hooks hooks);
    }
}
