package org.fakesmtp.protocol;

import java.util.ArrayList;
import java.util.List;
import org.fakesmtp.api.Answer;
import org.fakesmtp.api.Outcome;
import org.fakesmtp.api.Stage;
import org.fakesmtp.api.Step;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The way of every command, and of every other row of the table: its phase and its syntax are checked, the rules and plugins are asked, then it proceeds. */
final class Dispatch {

    private static final Logger LOG = LoggerFactory.getLogger(Dispatch.class);

    private final CommandContext context;
    private Row row;
    private List<Interceptor> interceptors = List.of();
    private int asked;

    Dispatch(CommandContext context) {
        this.context = context;
        this.row = context.behaviour().table().connect;
    }

    /** Has a row served from the beginning. */
    Answer begin(Row next, String argument) {
        row = next;
        asked = 0;
        context.begin(row.stage(), argument);
        try {
            checkAllowed();
            row.handler().check(context);
        } catch (Refusal refusal) {
            return instead(context.reply(refusal.key()));
        }
        interceptors = row.askedIn(context.phase());
        return interceptors.isEmpty() ? proceed() : ask(new ArrayList<>());
    }

    /** Goes on after a step whose outcome came later. */
    Answer resume(Outcome outcome) {
        if (outcome == Outcome.PROCEEDED) {
            return proceed();
        }
        if (outcome == Outcome.FAILED) {
            return failed();
        }
        if (outcome instanceof Outcome.Consulted consulted) {
            return answered(consulted.answer(), new ArrayList<>());
        }
        return row.handler().resume(context, outcome);
    }

    /** Takes a further line of the client, for the row that is being served. */
    Answer line(String line) {
        return following(row.handler().line(context, line));
    }

    /** Code of a plugin has failed: the client gets 451, the session goes on. */
    Answer failed() {
        return instead(context.reply(ReplyKey.PLUGIN_FAILED));
    }

    /** The stage that is being served. */
    Stage stage() {
        return row.stage();
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
        return context.takeFollowing().map(next -> answer.then(begin(next, ""))).orElse(answer);
    }

    /** Asks those who were not asked yet, until one decides or has to be waited for. */
    private Answer ask(List<Step> before) {
        do {
            while (asked < interceptors.size()) {
                Interceptor next = interceptors.get(asked++);
                if (next instanceof Interceptor.OfCode code) {
                    before.add(new Step.Consult(code.answerer(), context));
                    return Answer.of(before);
                }
                if (next instanceof Interceptor.OfRule rule) {
                    List<Step> steps = new ArrayList<>();
                    boolean decides = decides(rule.rule().ask(context), steps);
                    if (decides && !row.handler().isPerRecipient()) {
                        before.addAll(steps);
                        return decided(before);
                    }
                    note(decides, steps, before);
                }
            }
        } while (nextRecipient());
        return before.isEmpty() ? proceed() : Answer.of(before).then(Answer.proceed());
    }

    /** Goes on when code has answered. */
    private Answer answered(Answer answer, List<Step> before) {
        List<Step> steps = new ArrayList<>();
        boolean decides = decides(answer, steps);
        if (decides && !row.handler().isPerRecipient()) {
            return decided(steps);
        }
        note(decides, steps, before);
        return ask(before);
    }

    /** Keeps what was decided for one recipient, or the pauses of an answer that decides nothing. */
    private void note(boolean decides, List<Step> steps, List<Step> before) {
        if (decides) {
            context.answers().decide(Answer.of(steps));
            asked = interceptors.size();
        } else {
            before.addAll(steps);
        }
    }

    private boolean nextRecipient() {
        asked = 0;
        return row.handler().isPerRecipient() && context.nextRecipient();
    }

    /** Adds an answer to those before it. False where it leaves the decision to others: its pauses add up. */
    private boolean decides(Answer answer, List<Step> before) {
        List<Step> steps = answer.steps();
        boolean proceeds = answer.proceeds();
        steps.subList(0, steps.size() - (proceeds ? 1 : 0)).forEach(step -> before.add(expanded(step)));
        return !proceeds;
    }

    private Step expanded(Step step) {
        return step instanceof Step.Say say ? new Step.Say(context.expanded(say.reply())) : step;
    }

    private Answer decided(List<Step> steps) {
        Answer answer = Answer.of(steps);
        return steps.stream().anyMatch(Step.Proceed.class::isInstance) ? answer : instead(answer);
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
