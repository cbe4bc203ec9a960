package org.fakesmtp.junit;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.NoSuchElementException;
import org.fakesmtp.api.Plugin;
import org.fakesmtp.dialogue.BareSession;
import org.fakesmtp.dialogue.Script;
import org.fakesmtp.rule.IpAddress;
import org.fakesmtp.server.BareSessions;
import org.fakesmtp.server.FakeSmtpServer;
import org.fakesmtp.setting.Setting;
import org.fakesmtp.setting.SettingException;
import org.opentest4j.AssertionFailedError;

/**
 * Plays dialogues to a plugin without a socket or a thread: its code is called on the thread of the test, and time passes only in the dialogue. It does not need JUnit.
 *
 * <pre>{@code
 * PluginDialogue.of(new TarpitPlugin(), "tarpit.time = 5s").plays("""
 *         S: 220 ...
 *         C: HELO laptop.test
 *         S: (pauses 5s)
 *         S: 250 localhost
 *         """);
 * }</pre>
 *
 * <p>A line {@code C: } is sent, and all that the server does then is expected in lines {@code S: }; {@code ...} leaves the rest of a line open, and a line {@code S: ...} the other lines of a reply. What is no reply stands in parentheses: {@code (pauses 5s)}, {@code (closes)},
 * {@code (resets)}, {@code (half-closes)}, {@code (hangs)}, {@code (stalls)}, the last two with a time where they have one, and {@code (begins TLS)}. {@code C: (waits 5m)} lets time pass; {@code C: (connects from
 * 192.0.2.7)} as the first line says who the client is, otherwise it is 127.0.0.1. A line {@code --- title} begins another session with the same plugin. {@code #} begins a comment, and {@link Script} has what else there is.
 *
 * <p>The server is the product's own, without time limits, TLS and doors; {@code reject}, {@code delay} and {@code fault} are installed as well, before the plugin. For one thread.
 */
public final class PluginDialogue implements AutoCloseable {

    private static final String LOOPBACK = "127.0.0.1";
    private static final int PORT = 54321;
    private static final Setting PLUGINS = new Setting("plugins", "reject, delay, fault", "PluginDialogue");

    private final ManualClock clock = new ManualClock();
    private final Arrivals arrivals;
    private final FakeSmtpServer server;
    private final BareSessions sessions;
    private boolean closed;

    private PluginDialogue(Plugin plugin, List<String> settings) {
        SessionJournal journal = new SessionJournal(clock);
        arrivals = new Arrivals(journal);
        server = FakeSmtpServer.builder()
                .configure(layers -> layers.settings(List.of(PLUGINS)))
                .configure(layers -> settings.forEach(layers::set))
                .observe(journal.recorder())
                .clock(clock)
                .timers(clock.timers())
                .plugin(plugin)
                .plugin(arrivals)
                .build();
        sessions = server.withoutSockets();
    }

    /**
     * Installs a plugin.
     *
     * @param settings each as {@code key = value}, with full keys: those of the plugin, and any other
     * @throws SettingException where one is wrong
     */
    public static PluginDialogue of(Plugin plugin, String... settings) {
        return new PluginDialogue(plugin, List.of(settings));
    }

    /**
     * Plays a dialogue: a session, or several. The client goes at the end of each.
     *
     * @throws AssertionFailedError where the server does anything else than what the dialogue says; it shows what was said so far
     * @throws IllegalArgumentException where the dialogue cannot be read
     * @throws IllegalStateException where this was closed
     */
    public PluginDialogue plays(String dialogue) {
        if (closed) {
            throw new IllegalStateException("this PluginDialogue is closed, and its plugin with it: make another");
        }
        for (Script script : Script.parseAll("dialogue", dialogue.stripIndent())) {
            if (!script.settings().isEmpty()) {
                throw new IllegalArgumentException(
                        "settings are given to PluginDialogue.of, not by 'set " + script.settings() + "'");
            }
            play(script);
        }
        return this;
    }

    private void play(Script script) {
        InetSocketAddress client = new InetSocketAddress(address(script.client().orElse(LOOPBACK)), PORT);
        BareSession session = sessions.session(client, clock::advance).connect();
        Comparison comparison = new Comparison(session);
        try {
            for (Script.Turn turn : script.turns()) {
                comparison.play(turn);
            }
        } finally {
            session.disconnect();
        }
    }

    private static InetAddress address(String text) {
        try {
            return InetAddress.getByAddress(IpAddress.parse(text).orElseThrow().octets());
        } catch (UnknownHostException | NoSuchElementException e) {
            throw new IllegalArgumentException("'" + text + "' is no address", e);
        }
    }

    /** The messages that were taken, in the order in which they came. */
    public List<ReceivedMessage> messages() {
        return arrivals.all();
    }

    /** The clock of the server; between two dialogues it can be advanced. */
    public ManualClock clock() {
        return clock;
    }

    /** Closes the plugin. */
    @Override
    public void close() {
        closed = true;
        server.close();
    }
}
