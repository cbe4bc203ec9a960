package org.fakesmtp.protocol;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.fakesmtp.api.Answer;
import org.fakesmtp.api.Outcome;
import org.fakesmtp.api.SessionFacts;
import org.fakesmtp.api.Stage;
import org.fakesmtp.api.Step;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The dialogue with one client, without any I/O: units in, answers out. Every command goes the same way: the row of the table is looked up, its phase and its syntax are
 * checked, the rules and plugins are asked, then it proceeds. For one thread at a time.
 */
public final class Conversation {

    private static final Pattern HTTP = Pattern.compile("\\S+ \\S+ HTTP/[0-9].*");
    private static final Logger LOG = LoggerFactory.getLogger(Conversation.class);

    private final Supplier<Behaviour> current;
    private final CommandContext context;
    private Row row;
    private List<Interceptor> interceptors = List.of();
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
            case CHUNK -> Expectation.chunk(context.chunkLeft());
            case AUTHENTICATING -> Expectation.AUTH_LINE;
            case CLOSED -> Expectation.NOTHING;
            default -> Expectation.COMMAND;
        };
    }

    /** Whether a message is coming in: a server that stops lets it finish. */
    public boolean isInMessage() {
        Phase phase = context.phase();
        return phase == Phase.CONTENT || phase == Phase.CHUNK || phase == Phase.CHUNKS;
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
            return context.phase() == Phase.AUTHENTICATING ? authLine(line.text()) : command(line.text());
        }
        if (unit instanceof Unit.Block block) {
            return content(block);
        }
        return switch ((Unit.Event) unit) {
            case CONNECTED -> connected();
            case END_OF_CONTENT -> endOfContent();
            case END_OF_CHUNK -> endOfChunk();
            case LINE_TOO_LONG -> lineTooLong();
            case NOT_SMTP -> farewell(ReplyKey.NOT_SMTP);
            case TIMEOUT -> farewell(ReplyKey.IDLE_TIMEOUT);
            case SHUTDOWN -> farewell(ReplyKey.SHUTDOWN);
            case DISCONNECTED -> disconnected();
        };
    }

    private Answer goOn(Outcome outcome) {
        if (outcome == Outcome.PROCEEDED) {
            return proceed();
        }
        if (outcome == Outcome.FAILED) {
            return instead(context.reply(ReplyKey.PLUGIN_FAILED));
        }
        if (outcome instanceof Outcome.Consulted consulted) {
            return answered(consulted.answer(), new ArrayList<>());
        }
        return row.handler().resume(context, outcome);
    }

    /** Code of a plugin has failed: the client gets 451, the session goes on. */
    private Answer failed(Throwable cause) {
        LOG.error("session {}: {} failed", context.session().id(), row.stage(), cause);
        return closingAfter421(instead(context.reply(ReplyKey.PLUGIN_FAILED)));
    }

    /** TLS has agreed on its version and cipher. */
    public void agreed(SessionFacts.Tls tls) {
        context.agreed(tls);
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
        String text = line.stripTrailing();
        int blank = text.indexOf(' ');
        String verb = blank < 0 ? text : text.substring(0, blank);
        String argument = blank < 0 ? "" : text.substring(blank + 1).strip();
        observers().received(context.session(), verb.equalsIgnoreCase("AUTH") ? shown(verb, argument) : line);
        ReplyKey wrong = wrongOctet(line);
        if (wrong != null) {
            return context.reply(wrong);
        }
        Row next = context.behaviour().table().row(verb);
        if (next.stage().equals(Stage.UNKNOWN) && HTTP.matcher(line).matches()) {
            return farewell(ReplyKey.NOT_SMTP);
        }
        return context.isOneIdleCommandTooMany(next.stage())
                ? context.reply(ReplyKey.TOO_MANY_IDLE_COMMANDS)
                : dispatch(next, argument);
    }

    /** A command line of AUTH without its initial response, which is a secret. */
    private static String shown(String verb, String argument) {
        int blank = argument.indexOf(' ');
        String mechanism = blank < 0 ? argument : argument.substring(0, blank) + " ***";
        return mechanism.isEmpty() ? verb : verb + ' ' + mechanism;
    }

    private Answer authLine(String line) {
        observers().received(context.session(), line.equals("*") ? line : "***");
        return following(row.handler().line(context, line));
    }

    private Answer lineTooLong() {
        if (context.phase() == Phase.AUTHENTICATING) {
            context.enter(Phase.READY);
            return context.reply(ReplyKey.AUTH_LINE_TOO_LONG);
        }
        return context.reply(ReplyKey.LINE_TOO_LONG);
    }

    private void takeUpChanges() {
        if (!context.isInTransaction()) {
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
        if (context.phase() == Phase.CHUNK) {
            context.takeChunk(block);
        } else {
            context.transaction().append(block, context.settings());
        }
        return Answer.nothing();
    }

    private Answer endOfChunk() {
        if (context.leaveRefusedChunk()) {
            return Answer.nothing();
        }
        if (context.isChunkLast()) {
            return endOfContent();
        }
        context.enter(Phase.CHUNKS);
        return context.reply(context.transaction().failure().orElse(ReplyKey.BDAT_OK));
    }

    private Answer endOfContent() {
        observers().endOfContent(context.session());
        return dispatch(context.behaviour().table().message, "");
    }

    private Answer dispatch(Row next, String argument) {
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
        return context.takeFollowing()
                .map(next -> answer.then(dispatch(next, "")))
                .orElse(answer);
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
            context.decide(Answer.of(steps));
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
