package org.fakesmtp.dialogue;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.fakesmtp.api.Answerer;
import org.fakesmtp.api.Delivery;
import org.fakesmtp.api.Exchange;
import org.fakesmtp.api.Handshake;
import org.fakesmtp.api.Message;
import org.fakesmtp.api.MessageSink;
import org.fakesmtp.api.Outcome;
import org.fakesmtp.api.Rate;
import org.fakesmtp.api.Reply;
import org.fakesmtp.api.SessionFacts;
import org.fakesmtp.api.SessionObserver;
import org.fakesmtp.api.Settings;
import org.fakesmtp.api.Step;
import org.fakesmtp.api.StepPlayer;
import org.fakesmtp.api.Transmission;
import org.fakesmtp.protocol.Behaviour;
import org.fakesmtp.protocol.CommandHandler;
import org.fakesmtp.protocol.Conversation;
import org.fakesmtp.protocol.Framer;
import org.fakesmtp.protocol.Inbox;
import org.fakesmtp.protocol.Interceptor;
import org.fakesmtp.protocol.Pump;
import org.fakesmtp.protocol.Unit;

/** One session of a server without a socket: octets in, octets out. Pauses are noted and take no time; sinks and answerers run at once. */
public final class BareServer implements StepPlayer {

    /** So much of what has no end is looked at. */
    public static final int LONGEST = 16 * 1024;

    private final ByteArrayOutputStream output = new ByteArrayOutputStream();
    private final List<Duration> pauses = new ArrayList<>();
    private final List<String> steps = new ArrayList<>();
    private final List<String> deliveries = new ArrayList<>();
    private final List<MessageSink> sinks = new ArrayList<>();
    private final Inbox inbox = new Inbox();
    private final Conversation conversation;
    private final Pump pump;
    private boolean closed;
    private boolean holding;
    private Outcome held = Outcome.DONE;

    /** A server with rules of the plugins {@code reject}, {@code delay} and {@code fault}, and one sink that keeps what it gets. */
    public static BareServer configured(Map<String, String> values) {
        Settings settings = Settings.of(values);
        BareServer server = new BareServer(settings, List.of(), BareBehaviour.rules(settings), List.of());
        if (!settings.unknown().isEmpty()) {
            throw settings.unknown().get(0);
        }
        return server;
    }

    /** Servers of these settings, each as if it were the first: they share what nothing can change, but no counts of rules. */
    static Supplier<BareServer> each(Map<String, String> values) {
        boolean counts = values.keySet().stream()
                .anyMatch(key -> key.startsWith("reject.") || key.startsWith("delay.") || key.startsWith("fault."));
        if (counts) {
            return () -> configured(values);
        }
        Supplier<Behaviour> shared = ofOne(BareBehaviour.of(Settings.of(values), List.of(), List.of(), List.of()));
        return () -> new BareServer(shared);
    }

    public BareServer(
            Settings settings,
            List<CommandHandler> handlers,
            List<Interceptor> interceptors,
            List<SessionObserver> observers) {
        this(ofOne(BareBehaviour.of(settings, handlers, interceptors, observers)));
    }

    /** A server whose behaviour changes. */
    BareServer(Supplier<Behaviour> behaviour) {
        InetSocketAddress client = new InetSocketAddress(InetAddress.getLoopbackAddress(), 54321);
        SessionFacts facts = SessionFacts.fresh("s1", client, "default", Instant.EPOCH);
        conversation = new Conversation(behaviour, facts, InstantSource.fixed(Instant.EPOCH));
        pump = new Pump(
                conversation,
                new Framer(inbox, behaviour.get().settings().limits().commandLine()),
                this,
                () -> true);
        sinks.add(this::keep);
    }

    private static Supplier<Behaviour> ofOne(Behaviour behaviour) {
        return () -> behaviour;
    }

    public BareServer connect() {
        happens(Unit.Event.CONNECTED);
        return this;
    }

    public void happens(Unit event) {
        pump.happened(event);
        pump.run();
    }

    /** Octets arrive in one segment. */
    public BareServer receive(byte[] octets, int from, int to) {
        byte[] segment = java.util.Arrays.copyOfRange(octets, from, to);
        inbox.offer(segment, 0, segment.length);
        pump.run();
        inbox.settle();
        java.util.Arrays.fill(segment, (byte) '#');
        return this;
    }

    public BareServer receive(String text) {
        byte[] octets = text.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
        return receive(octets, 0, octets.length);
    }

    /** The lines that the server has said so far, the end of the connection among them. */
    public List<String> said() {
        List<String> lines = new ArrayList<>(output.toString(UTF_8).lines().toList());
        if (closed) {
            lines.add(steps.contains("reset") ? Script.RESETS : Script.CLOSES);
        }
        return lines;
    }

    public boolean isClosed() {
        return closed;
    }

    public List<Duration> pauses() {
        return pauses;
    }

    /** What was played that neither is a reply nor takes a plain pause, by its word. */
    public List<String> steps() {
        return steps;
    }

    /** All octets that the server has sent, one char for each. */
    public String octets() {
        return output.toString(java.nio.charset.StandardCharsets.ISO_8859_1);
    }

    /** The contents of the messages that the sink got, octets as chars. */
    public List<String> deliveries() {
        return deliveries;
    }

    /** How many octets wait to be cut. */
    public int waiting() {
        return inbox.size();
    }

    /** From now on what is no reply waits until it is released. */
    BareServer holding() {
        holding = true;
        return this;
    }

    /** Lets the step that waits be done. */
    BareServer release() {
        holding = false;
        pump.resume(held);
        return this;
    }

    /** The connection is lost. */
    BareServer disconnect() {
        pump.disconnected();
        return this;
    }

    private Outcome heldOr(Outcome outcome) {
        held = outcome;
        return holding ? Outcome.WAITS : outcome;
    }

    /** Adds a sink behind those that are there. */
    public BareServer with(MessageSink sink) {
        sinks.add(sink);
        return this;
    }

    private Delivery keep(Message message) throws java.io.IOException {
        try (InputStream in = message.content().open()) {
            deliveries.add(new String(in.readAllBytes(), java.nio.charset.StandardCharsets.ISO_8859_1));
        }
        return Delivery.taken();
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
    public Outcome pause(Duration time) {
        pauses.add(time);
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
        return Outcome.DONE;
    }

    @Override
    public Outcome halfClose() {
        steps.add("half-close");
        return Outcome.DONE;
    }

    @Override
    public Outcome hang(Optional<Duration> time) {
        steps.add("hang");
        inbox.clear();
        return heldOr(time.isPresent() ? Outcome.DONE : Outcome.WAITS);
    }

    @Override
    public Outcome stall(Optional<Duration> time) {
        steps.add("stall");
        return heldOr(time.isPresent() ? Outcome.DONE : Outcome.WAITS);
    }

    @Override
    public Outcome readAt(Rate rate) {
        steps.add("throttle " + rate);
        return Outcome.DONE;
    }

    @Override
    public Outcome consult(Answerer answerer, Exchange exchange) {
        try {
            return heldOr(new Outcome.Consulted(answerer.answer(exchange)));
        } catch (Throwable e) {
            return heldOr(Outcome.FAILED);
        }
    }

    @Override
    public Outcome beginTls(Handshake handshake) {
        steps.add(handshake.toString());
        return Outcome.SECURED;
    }

    @Override
    public Outcome deliver(Message message) {
        try {
            Delivery delivery = Delivery.taken();
            for (MessageSink sink : sinks) {
                delivery = delivery == Delivery.taken() ? sink.deliver(message) : delivery;
            }
            return heldOr(new Outcome.Delivered(delivery));
        } catch (Throwable e) {
            return heldOr(new Outcome.Delivered(Delivery.failed(new IllegalStateException(e))));
        }
    }
}
