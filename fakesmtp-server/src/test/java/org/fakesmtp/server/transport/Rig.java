package org.fakesmtp.server.transport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.fakesmtp.answer.Answerer;
import org.fakesmtp.answer.Delivery;
import org.fakesmtp.api.MessageSink;
import org.fakesmtp.api.SessionObserver;
import org.fakesmtp.mail.Stage;
import org.fakesmtp.protocol.AuthPolicy;
import org.fakesmtp.protocol.Behaviour;
import org.fakesmtp.protocol.ContentBuffer;
import org.fakesmtp.protocol.Interceptor;
import org.fakesmtp.protocol.Memory;
import org.fakesmtp.protocol.ProtocolSettings;
import org.fakesmtp.protocol.ProtocolSettings.TlsMode;
import org.fakesmtp.protocol.ReplyCatalogue;
import org.fakesmtp.rule.ActiveRule;
import org.fakesmtp.rule.Network;
import org.fakesmtp.rule.RuleReader;
import org.fakesmtp.server.TcpClient;
import org.fakesmtp.server.proxy.ProxyFilter;
import org.fakesmtp.server.tls.TestAuthority;
import org.fakesmtp.server.tls.TlsContexts;
import org.fakesmtp.server.tls.TlsSettings;
import org.fakesmtp.setting.Settings;

/** A transport on a free port, with time that the test moves. */
final class Rig implements AutoCloseable {

    static final String TO_DATA = "HELO c.test\r\nMAIL FROM:<a@x.test>\r\nRCPT TO:<b@y.test>\r\nDATA\r\n";
    static final String MESSAGE = TO_DATA + "Subject: hello\r\n\r\nhello\r\n.\r\n";

    private static final Map<String, String> NO_LIMITS = Map.of(
            "limit.idle-commands", "0",
            "limit.idle", "0",
            "limit.command-time", "0",
            "limit.message-time", "0",
            "limit.min-rate", "0");

    final ManualTimers timers = new ManualTimers();
    private final Map<String, String> rules = new LinkedHashMap<>();
    private final Map<String, String> settings = new LinkedHashMap<>(NO_LIMITS);
    private final List<Interceptor> interceptors = new ArrayList<>();
    private final List<SessionObserver> observers = new ArrayList<>();
    private MessageSink sink = message -> Delivery.taken();
    private Memory memory = Memory.unlimited();
    private ContentBuffer.Source contents = () -> new SpillingContent(memory);
    private Optional<Transport> transport = Optional.empty();
    private int port;

    Rig set(String key, String value) {
        settings.put(key, value);
        return this;
    }

    Rig rule(String stage, String answer) {
        String name = "r" + rules.size();
        rules.put("fault." + name + ".on", stage);
        rules.put("fault." + name + ".answer", answer);
        return this;
    }

    /** A rule about clients that are silent for so long. */
    Rig idleRule(String silence, String answer) {
        String name = "r" + rules.size();
        rules.put("fault." + name + ".at", silence);
        rules.put("fault." + name + ".on", "IDLE");
        rules.put("fault." + name + ".answer", answer);
        return this;
    }

    /** A rule that is asked behind so many octets of content. */
    Rig contentRule(String at, String answer) {
        String name = "r" + rules.size();
        rules.put("fault." + name + ".at", at);
        rules.put("fault." + name + ".on", "CONTENT");
        rules.put("fault." + name + ".answer", answer);
        return this;
    }

    /** A rule with a condition. */
    Rig whenRule(String stage, String about, String text, String answer) {
        String name = "r" + rules.size();
        rules.put("fault." + name + ".when." + about, text);
        rules.put("fault." + name + ".on", stage);
        rules.put("fault." + name + ".answer", answer);
        return this;
    }

    Rig answerer(Stage stage, Answerer answerer) {
        interceptors.add(new Interceptor.OfCode(stage, answerer));
        return this;
    }

    Rig sink(MessageSink other) {
        sink = other;
        return this;
    }

    Rig observer(SessionObserver observer) {
        observers.add(observer);
        return this;
    }

    Rig contents(ContentBuffer.Source source) {
        contents = source;
        return this;
    }

    Rig idle(Duration limit) {
        return set("limit.idle", limit.toMillis() + "ms");
    }

    /** Gives all sessions together so many octets. */
    Rig memory(long limit) {
        memory = new Memory(limit);
        return this;
    }

    /** How many octets the sessions have taken together. */
    long taken() {
        return memory.taken();
    }

    Rig start() {
        RuleReader.of("fault", Settings.of(rules).under("fault"))
                .rules()
                .forEach(rule -> interceptors.add(new Interceptor.OfRule(new ActiveRule(rule, 1))));
        ProtocolSettings protocol = ProtocolSettings.read(Settings.of(settings), AuthPolicy.OFF);
        ReplyCatalogue replies = new ReplyCatalogue("mx.test", Map.of());
        Behaviour behaviour =
                new Behaviour(protocol, replies, List.of(), interceptors, observers, true, contents, memory);
        Deliverer deliverer = new Deliverer(List.of(new Deliverer.NamedSink("kept", sink)));
        Transport made = new Transport(
                listener -> behaviour,
                Map.of("default", entrance(protocol.tls())),
                deliverer,
                InstantSource.system(),
                timers,
                ConnectionLimits.read(Settings.of(settings)),
                memory);
        transport = Optional.of(made);
        try {
            port = made.bind("default", new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                    .getPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    private Entrance entrance(TlsMode mode) {
        Settings all = Settings.of(settings);
        List<Network> proxies = ProxyFilter.trusted(all);
        return new Entrance(
                proxies.isEmpty() ? Optional.empty() : Optional.of(new ProxyFilter(proxies, timers::nanoTime, 0)),
                new TlsContexts(TlsSettings.read(all, all, mode), TestAuthority.get(), "mx.test"),
                all.duration("limit.handshake-time", Duration.ZERO));
    }

    int port() {
        return port;
    }

    TcpClient client() {
        return new TcpClient(port);
    }

    /** A client that has read the banner. */
    TcpClient greeted() {
        TcpClient client = client();
        client.line();
        return client;
    }

    List<Connection> connections() {
        return transport.orElseThrow().connections();
    }

    Connection connection() {
        return connections().get(0);
    }

    @Override
    public void close() {
        transport.orElseThrow().close(Duration.ofSeconds(1));
    }
}
