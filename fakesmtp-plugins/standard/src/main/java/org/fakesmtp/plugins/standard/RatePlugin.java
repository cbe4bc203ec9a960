package org.fakesmtp.plugins.standard;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.fakesmtp.answer.Answer;
import org.fakesmtp.answer.Answerer;
import org.fakesmtp.api.Hooks;
import org.fakesmtp.api.KeyedState;
import org.fakesmtp.api.Plugin;
import org.fakesmtp.mail.Exchange;
import org.fakesmtp.mail.Stage;
import org.fakesmtp.rule.Rule;
import org.fakesmtp.rule.Scope;
import org.fakesmtp.setting.Setting;
import org.fakesmtp.setting.Settings;
import org.fakesmtp.setting.Values;

/**
 * Refuses what exceeds a rate: so many messages, recipients, connections or octets in a window of time, for each client or another key. A window is fixed: it begins with what is first counted
 * for its key, and when it has passed, the next thing begins another. What is refused does not count.
 */
public final class RatePlugin implements Plugin {

    private static final Duration WINDOW = Duration.ofMinutes(1);

    @Override
    public String name() {
        return "rate";
    }

    @Override
    public void install(Settings settings, Hooks hooks) {
        for (String rate : settings.names()) {
            Settings own = settings.under(rate);
            settings.get(rate)
                    .ifPresent(whole -> settings.report(
                            rate, whole.error("a rate is set by its parts, such as " + whole.key() + ".most")));
            Of of = own.choice("of", Of.MESSAGES);
            Optional<Long> most =
                    own.value("most", of == Of.OCTETS ? Values::size : text -> (long) Values.number(text));
            if (most.isEmpty() && !settings.isWrong(rate)) {
                Setting foremost = own.entries().get(0);
                own.report("most", foremost.error("the rate has no limit, add rate." + rate + ".most"));
            }
            Duration window = own.duration("window", WINDOW);
            Scope scope = Scope.read(own, of.stage, "client");
            Answer answer = own.value("reply", text -> checked(of, Answer.parseReply(text)))
                    .or(() -> own.value("answer", text -> checked(of, Answer.parse(text))))
                    .orElseGet(() -> Answer.parseReply(of.reply));
            KeyedState<Window> windows = KeyedState.of(KeyedState.KEYS);
            Answerer answerer = exchange -> scope.key(exchange)
                    .map(key -> windows.update(
                            key,
                            before -> Window.at(hooks.clock().instant(), window, before)
                                    .plus(of.amount(exchange), most.orElse(0L))))
                    .filter(Window::exceeded)
                    .map(exceeded -> answer)
                    .orElseGet(Answer::proceed);
            Answerer asked = scope.readsContent() ? answerer : Answerer.atOnce(answerer);
            hooks.answer(of.stage, asked.named(rate));
        }
    }

    /** The answer, where it makes sense at the stage. */
    private static Answer checked(Of of, Answer answer) {
        return Rule.named("rate")
                .on(of.stage)
                .answer(answer)
                .answers()
                .all()
                .findFirst()
                .orElse(answer);
    }

    /** What is counted, where, and how it is refused. */
    @SuppressWarnings("ImmutableEnumChecker") // a stage is a record of a text
    private enum Of {
        MESSAGES(Stage.MAIL, "450 4.7.1 Too many messages, try again later"),
        RECIPIENTS(Stage.RCPT, "450 4.7.1 Too many recipients, try again later"),
        CONNECTIONS(Stage.CONNECT, "421 4.7.0 ${hostname} Too many connections, try again later"),
        OCTETS(Stage.MESSAGE, "452 4.7.1 Too much mail, try again later");

        private final Stage stage;
        private final String reply;

        Of(Stage stage, String reply) {
            this.stage = stage;
            this.reply = reply;
        }

        long amount(Exchange exchange) {
            return this == OCTETS ? exchange.size().orElse(0L) : 1;
        }
    }

    /**
     * A window of time.
     *
     * @param used what was counted in it
     * @param exceeded whether the last thing was too much
     */
    private record Window(Instant since, long used, boolean exceeded) {

        /** The window of now, which is the last one unless that has passed. */
        static Window at(Instant now, Duration length, Optional<Window> last) {
            return last.filter(window -> now.isBefore(window.since.plus(length)))
                    .orElseGet(() -> new Window(now, 0, false));
        }

        Window plus(long amount, long most) {
            boolean fits = used + amount <= most;
            return new Window(since, fits ? used + amount : used, !fits);
        }
    }
}
