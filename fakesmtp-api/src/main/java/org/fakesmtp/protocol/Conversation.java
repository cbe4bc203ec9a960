package org.fakesmtp.protocol;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.fakesmtp.api.Answer;
import org.fakesmtp.api.Outcome;
import org.fakesmtp.api.Reply;
import org.fakesmtp.api.SessionFacts;
import org.fakesmtp.api.SessionObserver;
import org.fakesmtp.api.Step;

/**
 * The dialogue with one client, without any I/O: units in, answers out. Every command goes the same way: the row of the table is looked up, its phase and its syntax are
 * checked, the rules and plugins are asked, then it proceeds. For one thread at a time.
 */
public final class Conversation {

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
            case TIMEOUT -> closing(context.reply(ReplyKey.IDLE_TIMEOUT));
            case SHUTDOWN -> closing(context.reply(ReplyKey.SHUTDOWN));
            case DISCONNECTED -> disconnected();
        };
    }

    /** Goes on after a step whose outcome came later. */
    public Answer resume(Outcome outcome) {
        if (outcome == Outcome.PROCEEDED) {
            return checked(row.handler().proceed(context));
        }
        if (outcome instanceof Outcome.Consulted consulted) {
            List<Step> before = new ArrayList<>();
            return decides(consulted.answer(), before) ? decided(before) : ask(before);
        }
        return checked(row.handler().resume(context, outcome));
    }

    /** Tells the observers of a reply that was put into the output. */
    public void replied(Reply reply) {
        for (SessionObserver observer : observers()) {
            observer.replied(context.session(), reply);
        }
    }

    private List<SessionObserver> observers() {
        return context.behaviour().observers();
    }

    private Answer connected() {
        observers().forEach(observer -> observer.opened(context.session()));
        return dispatch(context.behaviour().table().connect, "");
    }

    private Answer disconnected() {
        context.endTransaction();
        context.enter(Phase.CLOSED);
        observers().forEach(observer -> observer.closed(context.session()));
        return Answer.nothing();
    }

    private Answer closing(Answer farewell) {
        context.endTransaction();
        return checked(farewell);
    }

    private Answer command(String line) {
        takeUpChanges();
        for (SessionObserver observer : observers()) {
            observer.received(context.session(), line);
        }
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

    private static @org.jspecify.annotations.Nullable ReplyKey wrongOctet(String line) {
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if ((c < ' ' && c != '\t') || c == 0x7F) {
                return c == '\r' || c == '\n' ? ReplyKey.BARE_NEWLINE : ReplyKey.CONTROL_CHARACTER;
            }
        }
        return null;
    }

    private Answer content(Unit.Block block) {
        for (SessionObserver observer : observers()) {
            observer.content(context.session(), block.octets().asReadOnlyBuffer());
        }
        context.transaction().append(block, context.settings());
        return Answer.nothing();
    }

    private Answer endOfContent() {
        observers().forEach(observer -> observer.endOfContent(context.session()));
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
            return context.reply(refusal.key());
        }
        return row.interceptors().isEmpty() ? resume(Outcome.PROCEEDED) : ask(new ArrayList<>());
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
        return before.isEmpty() ? resume(Outcome.PROCEEDED) : Answer.of(before).then(Answer.proceed());
    }

    /** Adds an answer to those before it. False where it leaves the decision to others: its pauses add up. */
    private static boolean decides(Answer answer, List<Step> before) {
        List<Step> steps = answer.steps();
        boolean proceeds = answer.proceeds();
        before.addAll(proceeds ? steps.subList(0, steps.size() - 1) : steps);
        return !proceeds;
    }

    private Answer decided(List<Step> steps) {
        Answer answer = Answer.of(steps.stream().map(this::expanded).toList());
        row.handler().answered(context, answer);
        return checked(answer);
    }

    private Step expanded(Step step) {
        return step instanceof Step.Say say
                ? new Step.Say(ReplyCatalogue.expand(say.reply(), context::placeholder))
                : step;
    }

    /** Sees to it that 421 closes (RFC 5321, section 3.8), and that nothing is read any more after a close. */
    private Answer checked(Answer answer) {
        List<Step> steps = answer.steps();
        boolean says421 = steps.stream()
                .anyMatch(step -> step instanceof Step.Say say && say.reply().code() == 421);
        boolean closes = steps.contains(CLOSE);
        if (says421 || closes) {
            context.endTransaction();
            context.enter(Phase.CLOSED);
        }
        return says421 && !closes ? answer.then(Answer.close()) : answer;
    }

    private static final Step CLOSE = new Step.Close();
}
