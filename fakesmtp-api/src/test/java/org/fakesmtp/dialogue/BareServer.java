package org.fakesmtp.dialogue;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.fakesmtp.api.CommandHandler;
import org.fakesmtp.api.SessionObserver;
import org.fakesmtp.mail.SessionFacts;
import org.fakesmtp.protocol.Behaviour;
import org.fakesmtp.protocol.Interceptor;
import org.fakesmtp.setting.Settings;

/** Servers of one session without a socket. */
public final class BareServer {

    private BareServer() {}

    /** A session with rules of the plugins {@code reject}, {@code delay} and {@code fault}. */
    public static BareSession configured(Map<String, String> values) {
        Settings settings = Settings.of(values);
        BareSession session = of(settings, List.of(), BareBehaviour.rules(settings), List.of());
        if (!settings.unknown().isEmpty()) {
            throw settings.unknown().get(0);
        }
        return session;
    }

    /** Sessions with these settings, each as if it were the first: they share what nothing can change, but no counts of rules. */
    static Supplier<BareSession> each(Map<String, String> values) {
        boolean counts = values.keySet().stream()
                .anyMatch(key -> key.startsWith("reject.") || key.startsWith("delay.") || key.startsWith("fault."));
        if (counts) {
            return () -> configured(values);
        }
        Behaviour shared = BareBehaviour.of(Settings.of(values), List.of(), List.of(), List.of());
        return () -> of(() -> shared);
    }

    public static BareSession of(
            Settings settings,
            List<CommandHandler> handlers,
            List<Interceptor> interceptors,
            List<SessionObserver> observers) {
        return of("s1", settings, handlers, interceptors, observers);
    }

    /** One of many sessions of a server. */
    public static BareSession of(
            String id,
            Settings settings,
            List<CommandHandler> handlers,
            List<Interceptor> interceptors,
            List<SessionObserver> observers) {
        Behaviour behaviour = BareBehaviour.of(settings, handlers, interceptors, observers);
        return of(id, () -> behaviour);
    }

    /** A session of a server whose behaviour changes. */
    static BareSession of(Supplier<Behaviour> behaviour) {
        return of("s1", behaviour);
    }

    private static BareSession of(String id, Supplier<Behaviour> behaviour) {
        InetSocketAddress client = new InetSocketAddress(InetAddress.getLoopbackAddress(), 54321);
        SessionFacts facts = SessionFacts.fresh(id, client, "default", Instant.EPOCH);
        return new BareSession(behaviour, facts, InstantSource.fixed(Instant.EPOCH), time -> {});
    }
}
