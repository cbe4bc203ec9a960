package org.fakesmtp.plugins.standard;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.fakesmtp.answer.Answer;
import org.fakesmtp.answer.Answerer;
import org.fakesmtp.api.Doors;
import org.fakesmtp.api.Hooks;
import org.fakesmtp.api.Plugin;
import org.fakesmtp.api.Schedule;
import org.fakesmtp.internal.Nearest;
import org.fakesmtp.internal.Reason;
import org.fakesmtp.mail.Stage;
import org.fakesmtp.setting.Settings;
import org.fakesmtp.setting.Values;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A server that is down, for a time or again and again: its addresses are taken back and clients are refused, or it takes connections and never greets, or leaves them in the queue of the
 * system. Sessions that are there go on.
 */
public final class OutagePlugin implements Plugin {

    private static final Logger LOG = LoggerFactory.getLogger(OutagePlugin.class);
    private static final Duration BETWEEN_TRIES = Duration.ofSeconds(1);

    @Override
    public String name() {
        return "outage";
    }

    @Override
    public void install(Settings settings, Hooks hooks) {
        Mode mode = settings.choice("mode", Mode.REFUSE);
        Duration after = settings.duration("after", Duration.ZERO);
        Duration length = settings.duration("for", Duration.ZERO);
        Duration every = settings.value("every", text -> longer(Values.duration(text), length))
                .orElse(Duration.ZERO);
        List<String> known = hooks.doors().listeners();
        List<String> named =
                settings.value("listener", text -> listeners(text, known)).orElse(known);
        Outage outage = new Outage(mode, length, every, named, hooks.doors(), hooks.schedule());
        hooks.schedule().after(after, outage::begin);
        if (mode == Mode.SILENT) {
            hooks.answer(
                    Stage.CONNECT,
                    Answerer.atOnce(exchange ->
                            outage.concerns(exchange.session().listener()) ? Answer.parse("hang") : Answer.proceed()));
        }
    }

    private static Duration longer(Duration every, Duration length) {
        boolean off = every.isZero();
        if (!off && (length.isZero() || every.compareTo(length) <= 0)) {
            throw new IllegalArgumentException(
                    "an outage comes again after a longer time than it lasts: set outage.for to less than this");
        }
        return every;
    }

    private static List<String> listeners(String text, List<String> known) {
        List<String> named = Values.list(text);
        for (String name : named) {
            if (!known.contains(name)) {
                throw new IllegalArgumentException(
                        "no listener '" + name + "', there are " + known + Nearest.hint(name, known));
            }
        }
        return named;
    }

    /** What clients find. */
    private enum Mode {
        REFUSE,
        SILENT,
        BACKLOG
    }

    /** The course of it. Its tasks run one at a time, on the thread of the timers. */
    private static final class Outage {

        private final Mode mode;
        private final Duration length;
        private final Duration every;
        private final List<String> listeners;
        private final Doors doors;
        private final Schedule schedule;
        private volatile boolean down;

        Outage(Mode mode, Duration length, Duration every, List<String> listeners, Doors doors, Schedule schedule) {
            this.mode = mode;
            this.length = length;
            this.every = every;
            this.listeners = listeners;
            this.doors = doors;
            this.schedule = schedule;
        }

        boolean concerns(String listener) {
            return down && listeners.contains(listener);
        }

        void begin() {
            down = true;
            LOG.info("outage begins");
            for (String listener : listeners) {
                if (mode == Mode.REFUSE) {
                    doors.shut(listener);
                } else if (mode == Mode.BACKLOG) {
                    doors.hold(listener);
                }
            }
            if (!length.isZero()) {
                schedule.after(length, this::end);
            }
            if (!every.isZero()) {
                schedule.after(every, this::begin);
            }
        }

        private void end() {
            try {
                for (String listener : listeners) {
                    doors.open(listener);
                }
                down = false;
                LOG.info("outage ends");
            } catch (IOException e) {
                LOG.warn("the outage goes on, a listener cannot be bound again: {}", Reason.of(e));
                schedule.after(BETWEEN_TRIES, this::end);
            }
        }
    }
}
