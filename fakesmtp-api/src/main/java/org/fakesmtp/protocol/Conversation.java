package org.fakesmtp.protocol;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.fakesmtp.answer.Answer;
import org.fakesmtp.answer.Outcome;
import org.fakesmtp.answer.ReplyKey;
import org.fakesmtp.answer.Step;
import org.fakesmtp.api.Phase;
import org.fakesmtp.mail.SessionFacts;
import org.fakesmtp.mail.Stage;
import org.fakesmtp.protocol.framing.Expectation;
import org.fakesmtp.protocol.framing.Unit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The dialogue with one client, without any I/O: units in, answers out. A line is looked up in the command table, and its row is served as every row is: checked, asked about,
 * done. For one thread at a time.
 */
public final class Conversation {

    private static final Pattern HTTP = Pattern.compile("\\S+ \\S+ HTTP/[0-9].*");
    private static final Logger LOG = LoggerFactory.getLogger(Conversation.class);

    private final Supplier<Behaviour> current;
    private final CommandContext context;
    private final Dispatch dispatch;
    private Duration silenceAsked = Duration.ZERO;
    private int messages;

    private final Discretion discretion = new Discretion();
    private final BareLineEnds bareLineEnds;

    /** @param current how the server behaves now; looked up at each command outside a transaction */
    public Conversation(Supplier<Behaviour> current, SessionFacts session, InstantSource clock) {
        this(current, session, clock, address -> true);
    }

    /**
     * @param current how the server behaves now; looked up at each command outside a transaction
     * @param admission whether the session may go on as one of a client at this address (XCLIENT); if so, it counts as one
     */
    public Conversation(
            Supplier<Behaviour> current, SessionFacts session, InstantSource clock, Predicate<String> admission) {
        this.current = current;
        this.context = new CommandContext(current.get(), session, clock, admission);
        this.dispatch = new Dispatch(context);
        this.bareLineEnds = new BareLineEnds(context, discretion);
    }

    /** The facts of the session as they are now. */
    public SessionFacts session() {
        return context.session();
    }

    /** What is to be read next. */
    public Expectation expects() {
        return switch (context.phase()) {
            case CONTENT -> Expectation.CONTENT;
            case CHUNK -> Expectation.chunk(context.chunks().current().left());
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

    /** Whether QUIT is what the client has said last: it says no more (RFC 5321, section 4.1.1.10). */
    public boolean isQuitting() {
        return context.stage().equals(Stage.QUIT);
    }

    /** How many messages have come to their end: by that one can tell whether the message that is coming in is still the same. */
    public int messages() {
        return messages;
    }

    /** Takes one unit of the kind that is expected, or an event, and says what is to be done. */
    public Answer receive(Unit unit) {
        try {
            return Closing.after421(answer(unit));
        } catch (Throwable e) {
            return failed(e);
        }
    }

    /** Goes on after a step whose outcome came later. */
    public Answer resume(Outcome outcome) {
        try {
            return Closing.after421(dispatch.resume(outcome));
        } catch (Throwable e) {
            return failed(e);
        }
    }

    private Answer answer(Unit unit) {
        if (unit instanceof Unit.Silent silence) {
            return silent(silence.time());
        }
        silenceAsked = Duration.ZERO;
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
            case TOO_MANY_CONNECTIONS -> refused(ReplyKey.TOO_MANY_CONNECTIONS);
            case TOO_MANY_FROM_ADDRESS -> refused(ReplyKey.TOO_MANY_FROM_ADDRESS);
            case TIMEOUT -> farewell(ReplyKey.IDLE_TIMEOUT);
            case COMMAND_TIMEOUT -> farewell(ReplyKey.COMMAND_TIMEOUT);
            case MESSAGE_TIMEOUT -> farewell(ReplyKey.MESSAGE_TIMEOUT);
            case MESSAGE_TOO_SLOW -> farewell(ReplyKey.MESSAGE_TOO_SLOW);
            case SHUTDOWN -> farewell(ReplyKey.SHUTDOWN);
            case DISCONNECTED -> disconnected();
        };
    }

    /** Code of a plugin has failed: the client gets 451, the session goes on. */
    private Answer failed(Throwable cause) {
        Containment.check(cause);
        LOG.error(
                "session {}: {} failed", context.session().id(), dispatch.row().stage(), cause);
        return Closing.after421(dispatch.failed());
    }

    /** TLS has agreed on its version and cipher. */
    public void agreed(SessionFacts.Tls tls) {
        context.agreed(tls);
    }

    /** Octets of the client wait while it has not had the banner: it has spoken out of turn (RFC 5321, section 4.3.1). */
    void spokeEarly() {
        context.spokeEarly();
        wentOn();
    }

    /** Octets wait behind the line that was received last. */
    void wentOn() {
        observers().pipelined(context.session());
    }

    /** A line of content began with a single dot that ended nothing. */
    void unstuffedDot() {
        observers().unstuffedDot(context.session());
    }

    /** A line has come up to a CR or LF alone, its last char, and has not ended. */
    void bareLineEnd(String line) {
        bareLineEnds.unended(line);
    }

    /** The content has come up to a dot between line ends that are not both CR LF. */
    void bareEndOfContent() {
        bareLineEnds.content();
    }

    /** Whether the banner was not ordered yet. */
    boolean isBeforeBanner() {
        return context.phase() == Phase.CONNECTED && dispatch.row().stage().equals(Stage.CONNECT);
    }

    /** Takes note of a step that was played. After a close nothing is read any more. */
    public void played(Step step) {
        Step plain = step.plain();
        if (plain instanceof Step.Say say) {
            observers().replied(context.session(), say.reply());
        } else if (plain.octets().isPresent()) {
            observers().sent(context.session(), plain.octets().get());
        } else if (plain instanceof Step.End) {
            context.endTransaction();
            context.enter(Phase.CLOSED);
        }
    }

    private Observers observers() {
        return context.behaviour().observers();
    }

    private Answer connected() {
        CommandTable table = context.behaviour().table();
        if (context.settings().isTlsImplicit()) {
            return dispatch.begin(table.tls, "");
        }
        context.audience().opened();
        return dispatch.begin(table.connect, "");
    }

    /** No rule is asked: that costs as little as can be. */
    private Answer refused(ReplyKey why) {
        context.audience().opened();
        return farewell(why);
    }

    private Answer disconnected() {
        context.endTransaction();
        context.enter(Phase.CLOSED);
        context.audience().closed();
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
        String verb = CommandTable.verb(text);
        String argument = text.substring(verb.length()).strip();
        Row next = context.behaviour().table().row(verb, context.disabled());
        observers().received(context.session(), discretion.shown(line, next, context.session()));
        ReplyKey wrong = wrongOctet(line);
        if (wrong != null) {
            bareLineEnds.lookAt(line);
            return context.reply(wrong);
        }
        if (next.stage().equals(Stage.UNKNOWN) && HTTP.matcher(line).matches()) {
            return farewell(ReplyKey.NOT_SMTP);
        }
        return context.usage()
                        .isOneIdleCommandTooMany(
                                next.stage(), context.settings().limits())
                ? context.reply(ReplyKey.TOO_MANY_IDLE_COMMANDS)
                : dispatch.begin(next, argument);
    }

    private Answer authLine(String line) {
        observers().received(context.session(), Discretion.shownInExchange(line));
        bareLineEnds.lookAt(line);
        return dispatch.line(line);
    }

    private Answer lineTooLong() {
        if (context.phase() == Phase.AUTHENTICATING) {
            context.enter(Phase.READY);
            return context.reply(ReplyKey.AUTH_LINE_TOO_LONG);
        }
        discretion.tooLong();
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

    /** The command that brings the content. */
    private Stage bringing() {
        return context.phase() == Phase.CHUNK ? Stage.BDAT : Stage.DATA;
    }

    private Answer content(Unit.Block block) {
        observers().content(context.session(), bringing(), block.octets());
        if (context.phase() == Phase.CHUNK) {
            context.chunks().take(block);
        } else {
            context.transaction().append(block, context.settings());
        }
        Row row = context.behaviour().table().content;
        boolean asks = !row.interceptors().isEmpty() && context.isInTransaction();
        return asks ? askAtContent(row, context.transaction()) : Answer.nothing();
    }

    /** How many octets of content may come until somebody is to be asked about it. */
    long untilAsked() {
        List<Interceptor> all = context.behaviour().table().content.interceptors();
        if (all.isEmpty() || !context.isInTransaction()) {
            return Long.MAX_VALUE;
        }
        MailTransaction transaction = context.transaction();
        int next = transaction.askedAtContent;
        return next == all.size() || transaction.isAnswered()
                ? Long.MAX_VALUE
                : Math.max(1, all.get(next).octets() + 1 - transaction.received());
    }

    /** Asks those whose moment has come with this block. */
    private Answer askAtContent(Row row, MailTransaction transaction) {
        List<Interceptor> all = row.interceptors();
        int from = transaction.askedAtContent;
        int to = from;
        while (to < all.size() && all.get(to).octets() < transaction.received()) {
            to++;
        }
        transaction.askedAtContent = to;
        return from == to || transaction.isAnswered() ? Answer.nothing() : dispatch.ask(row, all.subList(from, to));
    }

    /** After which silence of the client somebody is to be told by {@link Unit.Silent}; empty where nobody is. */
    public Optional<Duration> nextSilence() {
        List<Interceptor> all = context.behaviour().table().idle.interceptors();
        return all.isEmpty() ? Optional.empty() : Silence.next(all, silenceAsked);
    }

    private Answer silent(Duration time) {
        Row row = context.behaviour().table().idle;
        List<Interceptor> due = Silence.due(row.interceptors(), silenceAsked, time);
        silenceAsked = time;
        boolean asks = !due.isEmpty() && row.phases().contains(context.phase());
        return asks ? dispatch.ask(row, due) : Answer.nothing();
    }

    private Answer endOfChunk() {
        dispatch.comeBack();
        if (context.chunks().current().refused) {
            context.chunks().leaveRefused();
            return Answer.nothing();
        }
        if (context.chunks().current().last) {
            return endOfContent();
        }
        context.enter(Phase.CHUNKS);
        if (context.transaction().isAnswered()) {
            return Answer.nothing();
        }
        return dispatch.shaped(context.reply(context.transaction().failure().orElse(ReplyKey.BDAT_OK)));
    }

    private Answer endOfContent() {
        messages++;
        observers().endOfContent(context.session(), bringing());
        if (context.transaction().isAnswered()) {
            context.endTransaction();
            return Answer.nothing();
        }
        Row message = context.behaviour().table().message;
        return context.phase() == Phase.CHUNK ? dispatch.goOn(message, "") : dispatch.begin(message, "");
    }
}
