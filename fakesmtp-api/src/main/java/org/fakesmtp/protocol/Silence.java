package org.fakesmtp.protocol;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.fakesmtp.answer.Answer;
import org.fakesmtp.api.Phase;
import org.fakesmtp.mail.Stage;
import org.fakesmtp.rule.Moment;

/** A client that is silent: rules are asked once in each silence, code once for each second of it. The work is to wait on. */
final class Silence implements StandardHandler {

    private static final Set<Phase> PHASES = CommandTable.in(
            Phase.GREETED,
            Phase.READY,
            Phase.MAIL,
            Phase.RCPT,
            Phase.CONTENT,
            Phase.CHUNK,
            Phase.CHUNKS,
            Phase.AUTHENTICATING,
            Phase.REFUSED);

    @Override
    public Stage stage() {
        return Stage.IDLE;
    }

    @Override
    public Set<Phase> phases() {
        return PHASES;
    }

    @Override
    public Answer proceed(CommandContext context) {
        return Answer.nothing();
    }

    /** Who is to be asked in a silence of that length that was asked about at an earlier one. */
    static List<Interceptor> due(List<Interceptor> all, Duration earlier, Duration now) {
        return all.stream()
                .filter(one ->
                        next(one, earlier).filter(at -> at.compareTo(now) <= 0).isPresent())
                .toList();
    }

    /** After which silence somebody is to be asked next; empty where nobody is. */
    static Optional<Duration> next(List<Interceptor> all, Duration asked) {
        return all.stream().flatMap(one -> next(one, asked).stream()).min(Duration::compareTo);
    }

    private static Optional<Duration> next(Interceptor interceptor, Duration asked) {
        if (interceptor instanceof Interceptor.OfRule rule) {
            return rule.rule()
                    .rule()
                    .at()
                    .filter(Moment.AfterSilence.class::isInstance)
                    .map(at -> ((Moment.AfterSilence) at).silence())
                    .filter(silence -> silence.compareTo(asked) > 0);
        }
        return Optional.of(Duration.ofSeconds(asked.toSeconds() + 1));
    }
}
