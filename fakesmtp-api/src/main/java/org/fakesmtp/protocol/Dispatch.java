package org.fakesmtp.protocol;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.fakesmtp.answer.Answer;
import org.fakesmtp.answer.Manner;
import org.fakesmtp.answer.Outcome;
import org.fakesmtp.answer.Refusal;
import org.fakesmtp.answer.ReplyKey;
import org.fakesmtp.answer.Step;
import org.fakesmtp.api.Phase;
import org.fakesmtp.mail.Stage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The way of every command, and of every other row of the table: its phase and its syntax are checked, the rules and plugins are asked, then it proceeds. */
final class Dispatch {

    private static final Logger LOG = LoggerFactory.getLogger(Dispatch.class);

    private final CommandContext context;
    private Row row;
    private List<Interceptor> interceptors = List.of();
    private int asked;
    private Decision decision;
    private Optional<UnderWay> underWay = Optional.empty();

    /** What goes on while others are asked within it: an exchange, a chunk. */
    private record UnderWay(Row row, Manner manner) {}

    Dispatch(CommandContext context) {
        this.context = context;
        this.row = context.behaviour().table().connect;
        this.decision = new Decision(context, Manner.NORMAL);
    }

    /** Has a row served from the beginning. */
    Answer begin(Row next, String argument) {
        context.work(Manner.NORMAL);
        return goOn(next, argument);
    }

    /** Has a row served that belongs to the one before: how the work is done is the same. */
    Answer goOn(Row next, String argument) {
        underWay = Optional.empty();
        row = next;
        context.begin(row.stage(), argument);
        try {
            checkAllowed();
            row.handler().check(context);
        } catch (Refusal refusal) {
            return shaped(instead(context.reply(refusal.key())));
        }
        return askAll(row.askedIn(context.phase()));
    }

    /** Has those asked who are due within a stage that goes on. */
    Answer ask(Row next, List<Interceptor> due) {
        underWay = underWay.or(() -> Optional.of(new UnderWay(row, context.manner())));
        row = next;
        context.work(Manner.NORMAL);
        context.begin(row.stage(), "");
        return askAll(due);
    }

    private Answer askAll(List<Interceptor> all) {
        asked = 0;
        interceptors = all;
        if (all.isEmpty()) {
            return proceed();
        }
        decision = new Decision(context, context.manner());
        return ask();
    }

    /** Goes on after a step whose outcome came later. */
    Answer resume(Outcome outcome) {
        if (outcome == Outcome.PROCEEDED) {
            return proceed();
        }
        if (outcome == Outcome.FAILED) {
            return failed();
        }
        if (outcome == Outcome.ASK) {
            return ask();
        }
        if (outcome instanceof Outcome.Consulted consultation) {
            return take(interceptors.get(asked - 1), consultation.answer()) ? decided() : ask();
        }
        return following(row.handler().resume(context, outcome));
    }

    /** Comes back to what goes on, where others were asked within it. */
    void comeBack() {
        underWay.ifPresent(before -> {
            row = before.row;
            context.work(before.manner);
        });
        underWay = Optional.empty();
    }

    /** Takes a further line of the client, for the row that is being served. */
    Answer line(String line) {
        comeBack();
        return following(row.handler().line(context, line));
    }

    /** Code of a plugin has failed: the client gets 451, the session goes on. */
    Answer failed() {
        return instead(context.reply(ReplyKey.PLUGIN_FAILED));
    }

    /** The row that is being served. */
    Row row() {
        return row;
    }

    private void checkAllowed() throws Refusal {
        ProtocolSettings settings = context.settings();
        boolean command = row.command() && context.phase() != Phase.REFUSED;
        if (command
                && settings.tlsRequired()
                && context.session().tls().isEmpty()
                && !row.handler().isAllowedInClear()) {
            throw new Refusal(ReplyKey.TLS_REQUIRED);
        }
        if (command
                && settings.auth().required()
                && context.session().user().isEmpty()
                && !row.handler().isAllowedUnauthenticated()) {
            throw new Refusal(ReplyKey.AUTH_REQUIRED);
        }
        if (!row.phases().contains(context.phase())) {
            throw new Refusal(row.handler().outOfSequence(context.phase()));
        }
    }

    private Answer proceed() {
        return following(row.handler().proceed(context));
    }

    /** An answer, and that of the stage that the handler has ordered to follow. */
    private Answer following(Answer answer) {
        Answer shaped = shaped(answer);
        return context.takeFollowing().map(next -> shaped.then(goOn(next, ""))).orElse(shaped);
    }

    /** The answer of the normal work as it was ordered: kept back, or with modifiers. */
    Answer shaped(Answer answer) {
        Manner manner = context.manner();
        boolean silent = manner.silent() && context.phase() != Phase.AUTHENTICATING;
        return manner.leavesReplies() ? answer : shaped(answer, manner, silent);
    }

    static Answer shaped(Answer answer, Manner manner, boolean silent) {
        List<Step> steps = new ArrayList<>();
        for (Step step : answer.steps()) {
            if (!(step instanceof Step.Say)) {
                steps.add(step);
            } else if (!silent) {
                steps.add(manner.modifiers().isEmpty() ? step : new Step.With(step, manner.modifiers()));
            }
        }
        return Answer.of(steps);
    }

    /** Asks those who were not asked yet, until one decides or has to be waited for. */
    private Answer ask() {
        do {
            while (asked < interceptors.size()) {
                if (decision.hasSteps() && !row.handler().isPerRecipient()) {
                    return Answer.of(decision.takeSteps()).then(Answer.of(List.of(new Step.Ask())));
                }
                Interceptor next = interceptors.get(asked++);
                if (next.answerer().mayBlock()) {
                    return Answer.of(List.of(new Step.Consult(next.answerer(), context)));
                }
                if (take(next, askAtOnce(next))) {
                    return decided();
                }
            }
        } while (nextRecipient());
        return decision.hasSteps() ? Answer.of(decision.takeSteps()).then(proceeding()) : proceedAs(decision.manner());
    }

    private Answer askAtOnce(Interceptor next) {
        try {
            return Objects.requireNonNull(next.answerer().answer(context), "it returned null");
        } catch (Exception e) {
            throw new IllegalStateException(next.name() + " failed", e);
        }
    }

    /** Takes an answer. Whether it decides for the whole stage. */
    @SuppressWarnings("ReferenceEquality") // of the shared constant, which is cheap: most rules do not match
    private boolean take(Interceptor by, Answer answer) {
        if (answer == Answer.proceed()) {
            return false;
        }
        context.audience().scripted(by.name(), answer);
        boolean decides = decision.add(answer);
        if (decides && row.handler().isPerRecipient()) {
            asked = interceptors.size();
            return false;
        }
        return decides;
    }

    private boolean nextRecipient() {
        if (!row.handler().isPerRecipient()) {
            return false;
        }
        asked = 0;
        Decision made = decision;
        decision = new Decision(context, context.manner());
        return context.answers().decide(made);
    }

    private Answer decided() {
        Answer answer = Answer.of(decision.takeSteps());
        if (!decision.works()) {
            return instead(row.stage().equals(Stage.TLS) ? Closing.atLast(answer) : answer);
        }
        context.work(decision.manner());
        return answer;
    }

    private Answer proceeding() {
        context.work(decision.manner());
        return Answer.proceed();
    }

    private Answer proceedAs(Manner manner) {
        context.work(manner);
        return proceed();
    }

    /** An answer instead of the normal work. */
    private Answer instead(Answer answer) {
        try {
            row.handler().answered(context, answer);
        } catch (Throwable e) {
            Containment.check(e);
            LOG.error(
                    "session {}: {} failed to take note of {}",
                    context.session().id(),
                    row.stage(),
                    answer,
                    e);
        }
        return answer;
    }
}
