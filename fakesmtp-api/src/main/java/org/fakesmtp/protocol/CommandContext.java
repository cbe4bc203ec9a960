package org.fakesmtp.protocol;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.fakesmtp.api.Answer;
import org.fakesmtp.api.Attributes;
import org.fakesmtp.api.Exchange;
import org.fakesmtp.api.Message;
import org.fakesmtp.api.Recipient;
import org.fakesmtp.api.Reply;
import org.fakesmtp.api.ReversePath;
import org.fakesmtp.api.SessionFacts;
import org.fakesmtp.api.Stage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A session as command handlers see it: they may change its phase and its mail transaction. Rules and plugins see the same through {@link Exchange},
 * read-only. One for each session, used for one command after the other.
 */
public final class CommandContext implements Exchange {

    private static final Logger LOG = LoggerFactory.getLogger(CommandContext.class);

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
        return behaviour.replies().answer(key, this);
    }

    /** The catalogue's reply, for a handler that adds lines to it. */
    public Reply catalogueReply(ReplyKey key) {
        return behaviour.replies().reply(key, this);
    }

    public Phase phase() {
        return phase;
    }

    public void enter(Phase next) {
        LOG.trace("{}: {} -> {}", session.id(), phase, next);
        phase = next;
    }

    /** Keeps the name of HELO or EHLO; an open transaction ends. */
    public void greeted(String name, boolean extended) {
        session = session.greeted(name, extended);
        endTransaction();
        enter(Phase.READY);
    }

    /** Ends the mail transaction, if there is one, and frees what it holds. */
    public void endTransaction() {
        transaction.ifPresent(MailTransaction::close);
        transaction = Optional.empty();
        if (phase == Phase.MAIL || phase == Phase.RCPT || phase == Phase.CONTENT) {
            enter(Phase.READY);
        }
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

    /** Makes the message of what has come in. */
    Message finishMessage() {
        Message finished = new Message(
                transactionId(),
                session,
                transaction().envelope(),
                transaction().content(),
                clock.instant());
        message = Optional.of(finished);
        return finished;
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
    public Attributes attributes() {
        return attributes;
    }

    @Override
    public InstantSource clock() {
        return clock;
    }
}
