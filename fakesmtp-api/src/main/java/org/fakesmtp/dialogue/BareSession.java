package org.fakesmtp.dialogue;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.fakesmtp.answer.Answerer;
import org.fakesmtp.answer.Delivery;
import org.fakesmtp.answer.Handshake;
import org.fakesmtp.answer.Outcome;
import org.fakesmtp.answer.Reply;
import org.fakesmtp.answer.Step;
import org.fakesmtp.answer.StepPlayer;
import org.fakesmtp.answer.Transmission;
import org.fakesmtp.api.MessageSink;
import org.fakesmtp.mail.Exchange;
import org.fakesmtp.mail.Message;
import org.fakesmtp.mail.SessionFacts;
import org.fakesmtp.protocol.Behaviour;
import org.fakesmtp.protocol.Conversation;
import org.fakesmtp.protocol.Pump;
import org.fakesmtp.protocol.framing.Framer;
import org.fakesmtp.protocol.framing.Inbox;
import org.fakesmtp.protocol.framing.Unit;
import org.fakesmtp.setting.Rate;

/**
 * A session without a socket: octets in, octets out. Sinks and answerers run at once, on the caller's thread, and a pause is over as soon as it was noted. Octets that have no end are cut
 * after {@value #LONGEST}. For one thread.
 */
public final class BareSession implements StepPlayer {

    /** So much of what has no end is looked at. */
    public static final int LONGEST = 16 * 1024;

    private final ByteArrayOutputStream output = new ByteArrayOutputStream();
    private final Deeds deeds = new Deeds(output);
    private final List<Duration> pauses = new ArrayList<>();
    private final List<String> steps = new ArrayList<>();
    private final List<String> deliveries = new ArrayList<>();
    private final List<Throwable> failures = new ArrayList<>();
    private final List<MessageSink> sinks = new ArrayList<>();
    private final Inbox inbox = new Inbox();
    private final Consumer<Duration> time;
    private final Conversation conversation;
    private final Pump pump;
    private Duration silence = Duration.ZERO;
    private boolean closed;
    private boolean holding;
    private Outcome held = Outcome.DONE;

    /**
     * A session, before the client has connected.
     *
     * @param behaviour how the server behaves; it may change
     * @param time is told of all time that passes in this session
     */
    public BareSession(
            Supplier<Behaviour> behaviour, SessionFacts facts, InstantSource clock, Consumer<Duration> time) {
        this.time = time;
        conversation = new Conversation(behaviour, facts, clock);
        pump = new Pump(
                conversation,
                new Framer(inbox, behaviour.get().settings().limits().commandLine()),
                this,
                () -> true);
    }

    /** Adds a sink behind those that are there. */
    public BareSession with(MessageSink sink) {
        sinks.add(sink);
        return this;
    }

    /** The client connects. */
    public BareSession connect() {
        happens(Unit.Event.CONNECTED);
        return this;
    }

    /** Something happens to the connection. */
    public void happens(Unit event) {
        pump.happened(event);
        pump.run();
    }

    /** Octets arrive in one segment. */
    public BareSession receive(byte[] octets, int from, int to) {
        byte[] segment = Arrays.copyOfRange(octets, from, to);
        silence = Duration.ZERO;
        inbox.offer(segment, 0, segment.length);
        pump.run();
        inbox.settle();
        Arrays.fill(segment, (byte) '#');
        return this;
    }

    /** Octets arrive in one segment, one char for each. */
    public BareSession receive(String text) {
        byte[] octets = text.getBytes(ISO_8859_1);
        return receive(octets, 0, octets.length);
    }

    /** The client says nothing for a time; whoever wants to know of its silence is asked. */
    public BareSession waits(Duration length) {
        Duration end = silence.plus(length);
        for (Optional<Duration> next = asks(end); next.isPresent(); next = asks(end)) {
            passUpTo(next.get());
            happens(new Unit.Silent(silence));
        }
        passUpTo(end);
        return this;
    }

    private Optional<Duration> asks(Duration end) {
        return closed || pump.isWaiting()
                ? Optional.empty()
                : conversation.nextSilence().filter(next -> next.compareTo(end) <= 0);
    }

    private void passUpTo(Duration length) {
        time.accept(length.minus(silence));
        silence = length;
    }

    /** The connection is lost. */
    public BareSession disconnect() {
        pump.disconnected();
        return this;
    }

    /** The lines that the server has said so far, the end of the connection among them. */
    public List<String> said() {
        return deeds.said();
    }

    /** The same, and in between what else the server has done: {@code (pauses 2s)}, {@code (hangs)} and the like. */
    public List<String> done() {
        return deeds.done();
    }

    /** Whether the server has ended the connection. */
    public boolean isClosed() {
        return closed;
    }

    /** The pauses so far, in their order. */
    public List<Duration> pauses() {
        return pauses;
    }

    /** What was played that neither is a reply nor takes a plain pause, by its word. */
    public List<String> steps() {
        return steps;
    }

    /** All octets that the server has sent, one char for each. */
    public String octets() {
        return output.toString(ISO_8859_1);
    }

    /** The contents of the messages that were given to the sinks, octets as chars. */
    public List<String> deliveries() {
        return deliveries;
    }

    /** What answerers and sinks have thrown. */
    public List<Throwable> failures() {
        return failures;
    }

    /** How many octets wait to be cut. */
    public int waiting() {
        return inbox.size();
    }

    /** From now on what is no reply waits until it is released. */
    BareSession holding() {
        holding = true;
        return this;
    }

    /** Lets the step that waits be done. */
    BareSession release() {
        holding = false;
        pump.resume(held);
        return this;
    }

    private Outcome heldOr(Outcome outcome) {
        held = outcome;
        return holding ? Outcome.WAITS : outcome;
    }

    @Override
    public Outcome reply(Reply reply) {
        if (closed) {
            throw new IllegalStateException("a reply after the close: " + reply);
        }
        byte[] octets = new byte[reply.length()];
        reply.copyTo(octets, 0);
        output.writeBytes(octets);
        return Outcome.DONE;
    }

    @Override
    public Outcome pause(Duration length) {
        pauses.add(length);
        deeds.takes("pauses", Optional.of(length));
        time.accept(length);
        return heldOr(Outcome.DONE);
    }

    @Override
    public Outcome send(Transmission transmission) {
        byte[] octets = new byte[LONGEST];
        int length = transmission.open().read(octets, 0, octets.length);
        output.write(octets, 0, length);
        transmission.pace().ifPresent(pace -> pauses.add(pace.every()));
        return Outcome.DONE;
    }

    @Override
    public Outcome end(Step.End how) {
        closed = true;
        steps.add(how.word());
        deeds.ends(how);
        return Outcome.DONE;
    }

    @Override
    public Outcome halfClose() {
        steps.add("half-close");
        deeds.does("half-closes");
        return Outcome.DONE;
    }

    @Override
    public Outcome hang(Optional<Duration> length) {
        steps.add("hang");
        inbox.clear();
        return idle("hangs", length);
    }

    @Override
    public Outcome stall(Optional<Duration> length) {
        steps.add("stall");
        return idle("stalls", length);
    }

    private Outcome idle(String what, Optional<Duration> length) {
        deeds.takes(what, length);
        length.ifPresent(time);
        return heldOr(length.isPresent() ? Outcome.DONE : Outcome.WAITS);
    }

    @Override
    public Outcome readAt(Rate rate) {
        steps.add("throttle " + rate);
        deeds.does("reads at " + rate);
        return Outcome.DONE;
    }

    @Override
    public Outcome consult(Answerer answerer, Exchange exchange) {
        try {
            return heldOr(new Outcome.Consulted(answerer.answer(exchange)));
        } catch (Throwable e) {
            failures.add(e);
            return heldOr(Outcome.FAILED);
        }
    }

    @Override
    public Outcome beginTls(Handshake handshake) {
        steps.add(handshake.toString());
        deeds.does("begins TLS");
        return Outcome.SECURED;
    }

    @Override
    public Outcome deliver(Message message) {
        try {
            return heldOr(new Outcome.Delivered(delivered(message)));
        } catch (Throwable e) {
            failures.add(e);
            return heldOr(new Outcome.Delivered(Delivery.failed(new IllegalStateException(e))));
        }
    }

    private Delivery delivered(Message message) throws Exception {
        deliveries.add(text(message));
        Delivery delivery = Delivery.taken();
        for (MessageSink sink : sinks) {
            if (delivery.equals(Delivery.taken())) {
                delivery = Objects.requireNonNull(sink.deliver(message), "a sink returned null");
            }
        }
        return delivery;
    }

    private static String text(Message message) throws IOException {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        message.content().writeTo(content);
        return content.toString(ISO_8859_1);
    }
}
