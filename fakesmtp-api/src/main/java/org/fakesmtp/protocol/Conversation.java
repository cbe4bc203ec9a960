package org.fakesmtp.protocol;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.fakesmtp.api.Answer;
import org.fakesmtp.api.Outcome;
import org.fakesmtp.api.SessionFacts;
import org.fakesmtp.api.Step;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The dialogue with one client, without any I/O: units in, answers out. Every command goes the same way: the row of the table is looked up, its phase and its syntax are
 * checked, the rules and plugins are asked, then it proceeds. For one thread at a time.
 */
public final class Conversation {

    private static final Logger LOG = LoggerFactory.getLogger(Conversation.class);

    private final Supplier<Behaviour> current;
    private final CommandContext context;
    private Row row;
    private int asked;

    /** @param current how the server behaves now; looked up at each command outside a transaction */
    public Conversation(Supplier<Behaviour> current, SessionFacts session, InstantSource clock) {
        this.current = current;
        this.context = new CommandContext(current.get(), session, clock);
        this.row = context.behaviour().table().connect;
    }

    /** The facts of the session as they are now. */
    public SessionFacts session() {
        return context.session();
    }

    /** What is to be read next. */
    public Expectation expects() {
        return switch (context.phase()) {
            case CONTENT -> Expectation.CONTENT;
            case CLOSED -> Expectation.NOTHING;
            default -> Expectation.COMMAND;
        };
    }

    /** Whether a message is coming in: a server that stops lets it finish. */
    public boolean isInMessage() {
        return context.phase() == Phase.CONTENT;
    }

    /** Takes one unit of the kind that is expected, or an event, and says what is to be done. */
    public Answer receive(Unit unit) {
        try {
            return closingAfter421(answer(unit));
        } catch (RuntimeException | LinkageError e) {
            return failed(e);
        }
    }

    /** Goes on after a step whose outcome came later. */
    public Answer resume(Outcome outcome) {
        try {
            return closingAfter421(goOn(outcome));
        } catch (RuntimeException | LinkageError e) {
            return failed(e);
        }
    }

    private Answer answer(Unit unit) {
        if (unit instanceof Unit.Line line) {
            return command(line.text());
        }
        if (unit instanceof Unit.Block block) {
            return content(block);
        }
        return switch ((Unit.Event) unit) {
            case CONNECTED -> connected();
            case END_OF_CONTENT -> endOfContent();
            case LINE_TOO_LONG -> context.reply(ReplyKey.LINE_TOO_LONG);
            case TIMEOUT -> farewell(ReplyKey.IDLE_TIMEOUT);
            case SHUTDOWN -> farewell(ReplyKey.SHUTDOWN);
            case DISCONNECTED -> disconnected();
        };
    }

    private Answer goOn(Outcome outcome) {
        if (outcome == Outcome.PROCEEDED) {
            return row.handler().proceed(context);
        }
        if (outcome == Outcome.FAILED) {
            return instead(context.reply(ReplyKey.PLUGIN_FAILED));
        }
        if (outcome instanceof Outcome.Consulted consulted) {
            List<Step> before = new ArrayList<>();
            return decides(consulted.answer(), before) ? decided(before) : ask(before);
        }
        return row.handler().resume(context, outcome);
    }

    /** Code of a plugin has failed: the client gets 451, the session goes on. */
    private Answer failed(Throwable cause) {
        LOG.error("session {}: {} failed", context.session().id(), row.stage(), cause);
        return closingAfter421(instead(context.reply(ReplyKey.PLUGIN_FAILED)));
    }

    /** Takes note of a step that was played. After a close nothing is read any more. */
    public void played(Step step) {
        if (step instanceof Step.Say say) {
            observers().replied(context.session(), say.reply());
        } else if (step instanceof Step.Close) {
            context.endTransaction();
            context.enter(Phase.CLOSED);
        }
    }

    private Observers observers() {
        return context.behaviour().observers();
    }

    private Answer connected() {
        observers().opened(context.session());
        return dispatch(context.behaviour().table().connect, "");
    }

    private Answer disconnected() {
        context.endTransaction();
        context.enter(Phase.CLOSED);
        observers().closed(context.session());
        return Answer.nothing();
    }

    /** The last reply of a session, whatever its code; none where the session is closed already. */
    private Answer farewell(ReplyKey key) {
        if (context.phase() == Phase.CLOSED) {
            return Answer.nothing();
        }
        return Answer.reply(context.catalogueReply(key)).then(Answer.close());
    }

    private Answer command(String line) {
        takeUpChanges();
        observers().received(context.session(), line);
        ReplyKey wrong = wrongOctet(line);
        if (wrong != null) {
            return context.reply(wrong);
        }
        String text = line.stripTrailing();
        int blank = text.indexOf(' ');
        String verb = blank < 0 ? text : text.substring(0, blank);
        return dispatch(
                context.behaviour().table().row(verb),
                blank < 0 ? "" : text.substring(blank + 1).strip());
    }

    private void takeUpChanges() {
        if (context.phase() != Phase.MAIL && context.phase() != Phase.RCPT) {
            context.behaveAs(current.get());
        }
    }

    private static @Nullable ReplyKey wrongOctet(String line) {
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if ((c < ' ' && c != '\t') || c == 0x7F) {
                return c == '\r' || c == '\n' ? ReplyKey.BARE_NEWLINE : ReplyKey.CONTROL_CHARACTER;
            }
        }
        return null;
    }

    private Answer content(Unit.Block block) {
        observers().content(context.session(), block.octets());
        context.transaction().append(block, context.settings());
        return Answer.nothing();
    }

    private Answer endOfContent() {
        observers().endOfContent(context.session());
        return dispatch(context.behaviour().table().message, "");
    }

    private Answer dispatch(Row next, String argument) {
        row = next;
        asked = 0;
        context.begin(row.stage(), argument);
        if (!row.phases().contains(context.phase())) {
            return context.reply(row.handler().outOfSequence(context.phase()));
        }
        try {
            row.handler().check(context);
        } catch (Refusal refusal) {
            return instead(context.reply(refusal.key()));
        }
        return row.interceptors().isEmpty() ? row.handler().proceed(context) : ask(new ArrayList<>());
    }

    /** Asks those who were not asked yet, until one decides or has to be waited for. */
    private Answer ask(List<Step> before) {
        while (asked < row.interceptors().size()) {
            Interceptor next = row.interceptors().get(asked++);
            if (next instanceof Interceptor.OfCode code) {
                before.add(new Step.Consult(code.answerer(), context));
                return Answer.of(before);
            }
            if (next instanceof Interceptor.OfRule rule && decides(rule.rule().ask(context), before)) {
                return decided(before);
            }
        }
        return before.isEmpty()
                ? row.handler().proceed(context)
                : Answer.of(before).then(Answer.proceed());
    }

    /** Adds an answer to those before it. False where it leaves the decision to others: its pauses add up. */
    private boolean decides(Answer answer, List<Step> before) {
        List<Step> steps = answer.steps();
        boolean proceeds = answer.proceeds();
        steps.subList(0, steps.size() - (proceeds ? 1 : 0)).forEach(step -> before.add(expanded(step)));
        return !proceeds;
    }

    private Answer decided(List<Step> steps) {
        Answer answer = Answer.of(steps);
        return steps.stream().anyMatch(Step.Proceed.class::isInstance) ? answer : instead(answer);
    }

    /** An answer instead of the normal work. */
    private Answer instead(Answer answer) {
        try {
            row.handler().answered(context, answer);
        } catch (RuntimeException | LinkageError e) {
            LOG.error(
                    "session {}: {} failed to take note of {}",
                    context.session().id(),
                    row.stage(),
                    answer,
                    e);
        }
        return answer;
    }

    private Step expanded(Step step) {
        return step instanceof Step.Say say
                ? new Step.Say(ReplyCatalogue.expand(say.reply(), context::placeholder))
                : step;
    }

    /** Sees to it that 421 closes (RFC 5321, section 3.8). */
    private static Answer closingAfter421(Answer answer) {
        List<Step> steps = answer.steps();
        for (int i = 0; i < steps.size(); i++) {
            if (steps.get(i) instanceof Step.Say say && say.reply().code() == 421) {
                return Answer.of(steps.subList(0, i + 1)).then(Answer.close());
            }
        }
        return answer;
    }
}
