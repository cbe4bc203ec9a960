package org.fakesmtp.dialogue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fakesmtp.answer.Answer;
import org.fakesmtp.answer.Answerer;
import org.fakesmtp.api.CommandHandler;
import org.fakesmtp.api.SessionObserver;
import org.fakesmtp.mail.Stage;
import org.fakesmtp.protocol.Interceptor;
import org.fakesmtp.rule.ActiveRule;
import org.fakesmtp.rule.Rule;
import org.fakesmtp.setting.Settings;

/** What tests say over and over. */
final class Talk {

    /** A transaction up to the content. */
    static final String TO_DATA = "HELO c.test\r\nMAIL FROM:<a@x.test>\r\nRCPT TO:<b@x.test>\r\nDATA\r\n";

    static final String MESSAGE = TO_DATA + "text\r\n.\r\n";

    private Talk() {}

    /** What the server says to all of this, without the banner. */
    static List<String> replies(BareSession server, String sent) {
        int said = server.connect().said().size();
        List<String> lines = server.receive(sent).said();
        return lines.subList(said, lines.size());
    }

    static String last(BareSession server, String sent) {
        List<String> replies = replies(server, sent);
        return replies.get(replies.size() - 1);
    }

    static Settings settings(String... keysAndValues) {
        return Settings.of(with(Map.of(), keysAndValues));
    }

    /** Some settings more, or others. */
    static Map<String, String> with(Map<String, String> settings, String... keysAndValues) {
        Map<String, String> values = new LinkedHashMap<>(settings);
        for (int i = 0; i < keysAndValues.length; i += 2) {
            values.put(keysAndValues[i], keysAndValues[i + 1]);
        }
        return values;
    }

    static BareSession asking(Interceptor... interceptors) {
        return BareServer.of(Settings.of(Map.of()), List.of(), List.of(interceptors), List.of());
    }

    static BareSession seenBy(SessionObserver... observers) {
        return BareServer.of(Settings.of(Map.of()), List.of(), List.of(), List.of(observers));
    }

    static BareSession seenBy(Map<String, String> settings, SessionObserver observer) {
        return BareServer.of(Settings.of(settings), List.of(), List.of(), List.of(observer));
    }

    static BareSession serving(CommandHandler... handlers) {
        return BareServer.of(Settings.of(Map.of()), List.of(handlers), List.of(), List.of());
    }

    static Interceptor code(Stage stage, Answerer answerer) {
        return new Interceptor.OfCode(stage, answerer);
    }

    /** A rule that refuses a stage where the argument is so. */
    static Interceptor refusing(Stage stage, String argument) {
        Rule rule = Rule.named("test.x").on(stage).when("argument", argument).answer(Answer.reply(450, "4.2.0", "No"));
        return new Interceptor.OfRule(new ActiveRule(rule, 1));
    }

    /** The rule of a plugin {@code reject}: {@code on}, RCPT and the like. */
    static Interceptor rule(String... partsAndValues) {
        String[] all = partsAndValues.clone();
        for (int i = 0; i < all.length; i += 2) {
            all[i] = "reject.x." + all[i];
        }
        return BareBehaviour.rules(settings(all)).get(0);
    }
}
