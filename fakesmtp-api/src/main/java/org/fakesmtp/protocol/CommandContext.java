package org.fakesmtp.protocol;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.fakesmtp.answer.Answer;
import org.fakesmtp.answer.Manner;
import org.fakesmtp.answer.Reply;
import org.fakesmtp.answer.ReplyKey;
import org.fakesmtp.api.CommandHandler;
import org.fakesmtp.api.CommandSession;
import org.fakesmtp.api.Phase;
import org.fakesmtp.fact.Fact;
import org.fakesmtp.fact.Placeholders;
import org.fakesmtp.fact.ReadableContent;
import org.fakesmtp.mail.Attributes;
import org.fakesmtp.mail.Envelope;
import org.fakesmtp.mail.Exchange;
import org.fakesmtp.mail.Message;
import org.fakesmtp.mail.Recipient;
import org.fakesmtp.mail.ReversePath;
import org.fakesmtp.mail.SessionFacts;
import org.fakesmtp.mail.Stage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A session as command handlers see it: they may change its phase and its mail transaction. Rules and plugins see the same through {@link Exchange},
 * read-only. One for each session, used for one command after the other. {@link CommandHandler} has an example.
 */
final class CommandContext implements CommandSession {

    private static final Logger LOG = LoggerFactory.getLogger(CommandContext.class);

    private final Attributes attributes = new Attributes();
    private final Usage usage = new Usage();
    private final Authentication authentication = new Authentication();
    private final Chunks chunks = new Chunks(this);
    private final Audience audience = new Audience(this);
    private final InstantSource clock;
    private Behaviour behaviour;
    private SessionFacts session;
    private Phase phase = Phase.CONNECTED;
    private Served served = new Served(Stage.CONNECT, "");
    private Optional<MailTransaction> transaction = Optional.empty();
    private RecipientAnswers answers = RecipientAnswers.NONE;
    private Optional<Row> following = Optional.empty();
    private Manner manner = Manner.NORMAL;
    private Set<String> disabled = Set.of();
    private boolean early;
    private final Peer peer;

    /** @param admission see {@link Peer} */
    CommandContext(Behaviour behaviour, SessionFacts session, InstantSource clock, Predicate<String> admission) {
        this.behaviour = behaviour;
        this.session = session.at(behaviour.settings().hostname());
        this.clock = clock;
        this.peer = new Peer(session.client(), admission);
    }

    void begin(Stage next, String text) {
        served = new Served(next, text);
        answers = RecipientAnswers.NONE;
        if (!next.equals(Stage.CREDENTIALS)) {
            authentication.forgetClaim();
        }
    }

    Behaviour behaviour() {
        return behaviour;
    }

    void behaveAs(Behaviour other) {
        behaviour = other;
    }

    /** What the dialogue of this listener goes by. */
    ProtocolSettings settings() {
        return behaviour.settings();
    }

    /** The catalogue's reply as an answer. */
    @Override
    public Answer reply(ReplyKey key) {
        return behaviour
                .replies()
                .answer(usage.isOneErrorTooMany(key, settings().limits()) ? ReplyKey.TOO_MANY_ERRORS : key, this);
    }

    /** What the session has used up of its limits. */
    Usage usage() {
        return usage;
    }

    /** The catalogue's reply, for a handler that adds lines to it. */
    @Override
    public Reply catalogueReply(ReplyKey key) {
        return behaviour.replies().reply(key, this);
    }

    /** Where the session stands. */
    @Override
    public Phase phase() {
        return phase;
    }

    boolean isInTransaction() {
        return phase.isInTransaction();
    }

    /** Goes to another phase, whatever the present one is. */
    @Override
    public void enter(Phase next) {
        LOG.trace("{}: {} -> {}", session.id(), phase, next);
        phase = next;
    }

    /** Keeps the name of HELO, EHLO or LHLO; an open transaction ends. */
    @Override
    public void greeted(String name, Stage by) {
        session = session.greeted(name, by);
        endTransaction();
        enter(Phase.READY);
    }

    /** Ends the mail transaction, if there is one, and frees what it holds. */
    @Override
    public void endTransaction() {
        if (transaction.isPresent()) {
            transaction().close();
            behaviour.observers().transactionEnded(session, id());
            transaction = Optional.empty();
        }
        if (isInTransaction()) {
            enter(Phase.READY);
        }
    }

    /** TLS has begun: what was said in the clear is forgotten (RFC 3207, section 4.2). */
    void secured() {
        endTransaction();
        session = session.secured(session.tls().orElse(SessionFacts.Tls.BEGUN));
        enter(Phase.GREETED);
    }

    /** Who is at the other end of the connection. */
    Peer peer() {
        return peer;
    }

    /** The session begins again before the banner, for another client. */
    void restart(SessionFacts other) {
        session = other;
        early = false;
        disabled = Set.of();
        enter(Phase.CONNECTED);
        behaviour.observers().clientChanged(session);
    }

    /** TLS has agreed on its version and cipher. */
    void agreed(SessionFacts.Tls tls) {
        session = session.secured(tls);
    }

    /** How the client shows who it is. */
    Authentication authentication() {
        return authentication;
    }

    /** The identity that was claimed is authenticated. */
    void authenticated() {
        session = session.authenticated(authentication.claimed().orElseThrow());
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

    /** The chunks of the content. */
    Chunks chunks() {
        return chunks;
    }

    void offer(ReversePath sender, Map<String, String> parameters) {
        served.sender = Optional.of(sender);
        served.parameters = parameters;
    }

    void offer(Recipient recipient) {
        served.recipient = Optional.of(recipient);
    }

    /** The size that the client declares for the message to come. */
    void declare(long size) {
        served.declaredSize = Optional.of(size);
    }

    /** Begins the transaction that MAIL has offered. */
    void beginTransaction() {
        transaction = Optional.of(new MailTransaction(
                served.sender.orElseThrow(), served.parameters, served.declaredSize, behaviour.memory()));
        usage.beginTransaction();
        enter(Phase.MAIL);
    }

    /** Adds the recipient that RCPT has offered. */
    void addRecipient() {
        transaction().add(served.recipient.orElseThrow());
        if (phase != Phase.RCPT) {
            enter(Phase.RCPT);
        }
    }

    MailTransaction transaction() {
        return transaction.orElseThrow(() -> new IllegalStateException("no mail transaction at " + served.stage));
    }

    /** The client has its answer while the content still comes in. */
    void answerContent() {
        transaction().answered();
    }

    /** The content is complete. The message is made when somebody asks for it. */
    void contentEnded() {
        usage.messageEnded();
        served.received = Optional.of(clock.instant());
    }

    /** Makes the message of what has come in, for those recipients only. */
    Message messageFor(List<Recipient> some) {
        return message(transaction(), transaction().envelope(some), served.received.orElseThrow());
    }

    private Message message(MailTransaction open, Envelope envelope, Instant received) {
        return new Message(id(), session, envelope, new ReadableContent(open.content()), received);
    }

    /** Begins to ask about each recipient. */
    void beginRecipients() {
        answers = new RecipientAnswers(recipients());
    }

    /** What was decided for each recipient. */
    RecipientAnswers answers() {
        return answers;
    }

    @Override
    public String id() {
        return transaction.isPresent() ? session.id() + '-' + usage.transactions() : session.id();
    }

    /** How the work that is being done is to be done. */
    Manner manner() {
        return manner;
    }

    void work(Manner ordered) {
        manner = ordered;
    }

    /** Those who look on. */
    Audience audience() {
        return audience;
    }

    /** The client has spoken before it had the banner. */
    void spokeEarly() {
        early = true;
    }

    /** From now on, and until the next EHLO, these extensions are refused. */
    void disable(Set<String> keywords) {
        disabled = keywords;
    }

    /** The keywords of the extensions that are refused. */
    Set<String> disabled() {
        return disabled;
    }

    private String placeholder(String name) {
        return Fact.placeholder(name, this);
    }

    /** Octets that are to be sent, with their placeholders expanded. */
    String expanded(String octets) {
        return Placeholders.expand(octets, this::placeholder);
    }

    /** A reply with its placeholders expanded. */
    Reply expanded(Reply reply) {
        return ReplyCatalogue.expand(reply, this::placeholder);
    }

    @Override
    public Stage stage() {
        return served.stage;
    }

    @Override
    public SessionFacts session() {
        return session;
    }

    @Override
    public String argument() {
        return served.argument;
    }

    @Override
    public Optional<ReversePath> reversePath() {
        return served.sender.isPresent() ? served.sender : transaction.map(open -> open.reversePath);
    }

    @Override
    public Optional<Recipient> recipient() {
        return served.recipient.isPresent() ? served.recipient : answers.asking();
    }

    @Override
    public List<Recipient> recipients() {
        return transaction.map(MailTransaction::recipients).orElse(List.of());
    }

    @Override
    public Optional<Long> size() {
        if (served.stage.equals(Stage.CONTENT)) {
            return transaction.map(MailTransaction::received);
        }
        if (served.stage.equals(Stage.MESSAGE)) {
            return transaction.map(open -> open.content().size());
        }
        return served.declaredSize.isPresent() ? served.declaredSize : transaction.flatMap(open -> open.declaredSize);
    }

    @Override
    public Optional<Message> message() {
        if (served.message.isEmpty()) {
            served.message = served.received.flatMap(
                    received -> transaction.map(open -> message(open, open.envelope(), received)));
        }
        return served.message;
    }

    @Override
    public boolean early() {
        return early;
    }

    @Override
    public Optional<String> user() {
        return authentication.claimed().or(session::user);
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
