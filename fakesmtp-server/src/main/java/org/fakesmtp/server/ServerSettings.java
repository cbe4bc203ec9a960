package org.fakesmtp.server;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.fakesmtp.api.Settings;
import org.fakesmtp.protocol.ProtocolSettings;
import org.fakesmtp.protocol.ReplyCatalogue;

/**
 * The settings of the server itself.
 *
 * @param listeners where it listens, by the listener's name, in the order of the file
 * @param idle {@code limit.idle}: after so long a silence a client gets 421; zero is never
 * @param shutdownGrace {@code shutdown-grace}: so long may a message in flight finish when the server stops
 * @param seed what all chance is drawn from
 */
record ServerSettings(
        Map<String, ListenAddress> listeners,
        ProtocolSettings protocol,
        ReplyCatalogue replies,
        Duration idle,
        Duration shutdownGrace,
        long seed) {

    private static final String LISTENER = "listener";

    static ServerSettings read(Settings settings) {
        ProtocolSettings protocol = ProtocolSettings.read(settings);
        return new ServerSettings(
                listeners(settings.under(LISTENER)),
                protocol,
                ReplyCatalogue.read(settings.under("reply"), protocol.hostname()),
                settings.duration("limit.idle", Duration.ofMinutes(5)),
                settings.duration("shutdown-grace", Duration.ofSeconds(10)),
                settings.value("seed", ServerSettings::seed)
                        .orElseGet(() -> (long) ThreadLocalRandom.current().nextInt(Integer.MAX_VALUE)));
    }

    private static Map<String, ListenAddress> listeners(Settings settings) {
        Map<String, ListenAddress> listeners = new LinkedHashMap<>();
        for (String name : settings.names()) {
            settings.value(name + ".address", ListenAddress::parse).ifPresent(address -> listeners.put(name, address));
        }
        if (listeners.isEmpty()) {
            settings.get("default.address");
            listeners.put("default", ListenAddress.parse("localhost:2525"));
        }
        return listeners;
    }

    private static long seed(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("'" + text + "' is no whole number such as 42", e);
        }
    }
}
