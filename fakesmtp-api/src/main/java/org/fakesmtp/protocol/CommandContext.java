package org.fakesmtp.protocol;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.fakesmtp.api.Answer;
import org.fakesmtp.api.Attributes;
import org.fakesmtp.api.Envelope;
import org.fakesmtp.api.Exchange;
import org.fakesmtp.api.Message;
import org.fakesmtp.api.Recipient;
import org.fakesmtp.api.Reply;
import org.fakesmtp.api.ReversePath;
import org.fakesmtp.api.SessionFacts;
import org.fakesmtp.api.Stage;
import org.fakesmtp.sasl.SaslExchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A session as command handlers see it: they may change its phase and its mail transaction. Rules and plugins see the same through {@link Exchange},
 * read-only. One for each session, used for one command after the other.
 */
public final class CommandContext implements Exchange {

    private static final Logger LOG = LoggerFactory.getLogger(CommandContext.class);

    private static final Set<Phase> IN_TRANSACTION =
            EnumSet.of(Phase.MAIL, Phase.RCPT, Phase.CONTENT, Phase.CHUNKS, Phase.CHUNK);

    private static final Set<Stage> BRING_FORWARD = Set.of(Stage.RCPT, Stage.DATA, Stage.BDAT);

    private final Attributes attributes = new Attributes();
    private final InstantSource clock;
    private Behaviour behaviour;
    private SessionFacts session;
    private Phase phase = Phase.CONNECTED;
    private Optional<MailTransaction> transaction = Optional.empty();
    private int transactions;

    // What the command that is being served brought, until the next one.
    private Stage stage = Stage.CONNECT;
    private String argument = "";
    private Optional<ReversePath> offeredSender = Optional.empty();
    private Map<String, String> parameters = Map.of();
    private Optional<Recipient> offeredRecipient = Optional.empty();
    private Optional<Long> declaredSize = Optional.empty();
    private Optional<Message> message = Optional.empty();
    private Optional<String> offeredUser = Optional.empty();
    private Optional<SaslExchange> exchange = Optional.empty();
    private Optional<Row> following = Optional.empty();

    // The chunk whose octets are coming in (RFC 3030).
    private long chunkLeft;
    private boolean chunkIsLast;
    private boolean chunkIsRefused;
    private Phase afterChunk = Phase.READY;

    // What was decided for each recipient under LMTP, and which one is being asked about (RFC 2033, section 4.2).
    private List<Optional<Answer>> decided = List.of();
    private int asking;

    private int errors;
    private int idleCommands;

    CommandContext(Behaviour behaviour, SessionFacts session, InstantSource clock) {
        this.behaviour = behaviour;
        this.session = session;
        this.clock = clock;
    }

    void begin(Stage next, String text) {
        stage = next;
        argument = text;
        offeredSender = Optional.empty();
        offeredRecipient = Optional.empty();
        declaredSize = Optional.empty();
        message = Optional.empty();
        parameters = Map.of();
        decided = List.of();
    }

    Behaviour behaviour() {
        return behaviour;
    }

    void behaveAs(Behaviour other) {
        behaviour = other;
    }

    // What handlers ask and do.

    public ProtocolSettings settings() {
        return behaviour.settings();
    }

    /** The catalogue's reply as an answer. */
    public Answer reply(ReplyKey key) {
        return behaviour.replies().answer(isOneErrorTooMany(key) ? ReplyKey.TOO_MANY_ERRORS : key, this);
    }

    private boolean isOneErrorTooMany(ReplyKey key) {
        int limit = settings().limits().errors();
        return key.isError() && ++errors > limit && limit > 0;
    }

    /** Counts a command. Whether it is one too many that brings no message forward. */
    boolean isOneIdleCommandTooMany(Stage command) {
        int limit = settings().limits().idleCommands();
        return !BRING_FORWARD.contains(command) && ++idleCommands > limit && limit > 0;
    }

    /** The catalogue's reply, for a handler that adds lines to it. */
    public Reply catalogueReply(ReplyKey key) {
        return behaviour.replies().reply(key, this);
    }

    public Phase phase() {
        return phase;
    }

    boolean isInTransaction() {
        return IN_TRANSACTION.contains(phase);
    }

    public void enter(Phase next) {
        LOG.trace("{}: {} -> {}", session.id(), phase, next);
        phase = next;
    }

    /** Keeps the name of HELO or EHLO; an open transaction ends. */
    public void greeted(String name, boolean extended) {
        greeted(name, extended ? Stage.EHLO : Stage.HELO);
    }

    /** Keeps the name of HELO, EHLO or LHLO; an open transaction ends. */
    void greeted(String name, Stage by) {
        session = session.greeted(name, by);
        endTransaction();
        enter(Phase.READY);
    }

    /** Ends the mail transaction, if there is one, and frees what it holds. */
    public void endTransaction() {
        transaction.ifPresent(MailTransaction::close);
        transaction = Optional.empty();
        if (IN_TRANSACTION.contains(phase)) {
            enter(Phase.READY);
        }
    }

    /** Whether an extension is switched on for this listener and usable in this session now. */
    boolean offers(String keyword) {
        return behaviour.extensions().stream()
                .anyMatch(extension -> extension.keyword().equals(keyword)
                        && extension.usable().test(this));
    }

    /** TLS has begun: what was said in the clear is forgotten (RFC 3207, section 4.2). */
    void secured() {
        endTransaction();
        session = session.secured(session.tls().orElse(SessionFacts.Tls.BEGUN));
        enter(Phase.GREETED);
    }

    /** TLS has agreed on its version and cipher. */
    void agreed(SessionFacts.Tls tls) {
        session = session.secured(tls);
    }

    /** An authentication exchange begins. */
    void authenticating(SaslExchange begun) {
        exchange = Optional.of(begun);
        offeredUser = Optional.empty();
        enter(Phase.AUTHENTICATING);
    }

    SaslExchange exchange() {
        return exchange.orElseThrow();
    }

    /** Keeps the identity that the client claims. */
    void claim(String user) {
        offeredUser = Optional.of(user);
    }

    /** The identity that was claimed is authenticated. */
    void authenticated() {
        session = session.authenticated(offeredUser.orElseThrow());
    }

    /** Has another stage follow when the work of this one is done. */
    void follow(Row row) {
        following = Optional.of(row);
    }

    Optional<Row> takeFollowing() {
        Optional<Row> taken = following;
        following = Optional.empty();
        return taken;
    }

    /** Expects the octets of a chunk; those of a refused one are thrown away. */
    void openChunk(long octets, boolean last, boolean refused) {
        chunkLeft = octets;
        chunkIsLast = last;
        chunkIsRefused = refused;
        afterChunk = phase;
        enter(Phase.CHUNK);
    }

    void offer(ReversePath sender, Map<String, String> mailParameters) {
        offeredSender = Optional.of(sender);
        parameters = mailParameters;
    }

    void offer(Recipient recipient) {
        offeredRecipient = Optional.of(recipient);
    }

    /** The size that the client declares for the message to come. */
    void declare(long size) {
        declaredSize = Optional.of(size);
    }

    /** Begins the transaction that MAIL has offered. */
    void beginTransaction() {
        transaction = Optional.of(new MailTransaction(offeredSender.orElseThrow(), parameters, declaredSize));
        transactions++;
        enter(Phase.MAIL);
    }

    /** Adds the recipient that RCPT has offered. */
    void addRecipient() {
        transaction().add(offeredRecipient.orElseThrow());
        if (phase != Phase.RCPT) {
            enter(Phase.RCPT);
        }
    }

    MailTransaction transaction() {
        return transaction.orElseThrow(() -> new IllegalStateException("no mail transaction at " + stage));
    }

    boolean isOneTransactionTooMany() {
        int limit = settings().limits().transactions();
        return limit > 0 && transactions >= limit;
    }

    long chunkLeft() {
        return chunkLeft;
    }

    boolean isChunkLast() {
        return chunkIsLast;
    }

    /** Takes octets of the chunk. */
    void takeChunk(Unit.Block block) {
        chunkLeft -= block.octets().remaining();
        if (!chunkIsRefused) {
            transaction().append(block, settings());
        }
    }

    /** Leaves a chunk that was refused, of which all octets have come. False where it was not refused. */
    boolean leaveRefusedChunk() {
        if (!chunkIsRefused) {
            return false;
        }
        enter(afterChunk);
        boolean ofMessage = afterChunk == Phase.RCPT || afterChunk == Phase.CHUNKS;
        if (ofMessage && chunkIsLast) {
            endTransaction();
        } else if (ofMessage) {
            transaction().fail(ReplyKey.CHUNK_REFUSED);
            enter(Phase.CHUNKS);
        }
        return true;
    }

    /** Makes the message of what has come in. */
    Message finishMessage() {
        return finishMessage(transaction().envelope());
    }

    Message finishMessage(Envelope envelope) {
        idleCommands = 0;
        Message finished =
                new Message(transactionId(), session, envelope, transaction().content(), clock.instant());
        message = Optional.of(finished);
        return finished;
    }

    /** Begins to ask about each recipient. */
    void beginRecipients() {
        decided = new ArrayList<>(Collections.nCopies(recipients().size(), Optional.empty()));
        asking = 0;
        offeredRecipient = Optional.of(recipients().get(0));
    }

    /** Keeps the answer for the recipient that is being asked about. */
    void decide(Answer answer) {
        decided.set(asking, Optional.of(answer));
    }

    /** Turns to the next recipient. False where there is none. */
    boolean nextRecipient() {
        asking++;
        boolean more = asking < decided.size();
        offeredRecipient = more ? Optional.of(recipients().get(asking)) : Optional.empty();
        return more;
    }

    /** What was decided for each recipient, in their order; empty where nothing was. */
    List<Optional<Answer>> decided() {
        return decided;
    }

    /** The name of the transaction, of the session before there is one. */
    String transactionId() {
        return transaction.isPresent() ? session.id() + '-' + transactions : session.id();
    }

    String placeholder(String name) {
        return switch (name) {
            case "hostname" -> settings().hostname();
            case "id" -> transactionId();
            case "client" -> session.clientAddress();
            case "listener" -> session.listener();
            case "helo" -> session.helo().orElse("");
            case "sender" -> reversePath().map(ReversePath::address).orElse("");
            case "recipient" -> placeholderRecipient();
            default -> "";
        };
    }

    private String placeholderRecipient() {
        List<Recipient> accepted = recipients();
        return offeredRecipient
                .or(() -> accepted.isEmpty() ? Optional.empty() : Optional.of(accepted.get(accepted.size() - 1)))
                .map(Recipient::toString)
                .orElse("");
    }

    // What rules and plugins ask.

    @Override
    public Stage stage() {
        return stage;
    }

    @Override
    public SessionFacts session() {
        return session;
    }

    @Override
    public String argument() {
        return argument;
    }

    @Override
    public Optional<ReversePath> reversePath() {
        return offeredSender.isPresent() ? offeredSender : transaction.map(open -> open.reversePath);
    }

    @Override
    public Optional<Recipient> recipient() {
        return offeredRecipient;
    }

    @Override
    public List<Recipient> recipients() {
        return transaction.map(MailTransaction::recipients).orElse(List.of());
    }

    @Override
    public Optional<Long> size() {
        if (stage.equals(Stage.MESSAGE)) {
            return transaction.map(open -> open.content().size());
        }
        return declaredSize.isPresent() ? declaredSize : transaction.flatMap(open -> open.declaredSize);
    }

    @Override
    public Optional<Message> message() {
        return message;
    }

    @Override
    public Optional<String> user() {
        return offeredUser.isPresent() ? offeredUser : session.user();
    }

    @Override
    public Attributes attributes() {
        return attributes;
    }

    @Override
    public InstantSource clock() {
        return clock;
    }
}
