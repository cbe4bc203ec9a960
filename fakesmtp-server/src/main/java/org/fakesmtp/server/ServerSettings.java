package org.fakesmtp.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.fakesmtp.internal.Reason;
import org.fakesmtp.protocol.AuthPolicy;
import org.fakesmtp.protocol.ProtocolSettings;
import org.fakesmtp.protocol.ProtocolSettings.TlsMode;
import org.fakesmtp.protocol.ReplyCatalogue;
import org.fakesmtp.rule.ActiveRule;
import org.fakesmtp.rule.Network;
import org.fakesmtp.sasl.Users;
import org.fakesmtp.server.config.ReadableFile;
import org.fakesmtp.server.journal.JournalFile;
import org.fakesmtp.server.proxy.ProxyFilter;
import org.fakesmtp.server.tls.CertificateAuthority;
import org.fakesmtp.server.tls.TlsSettings;
import org.fakesmtp.server.transport.ConnectionLimits;
import org.fakesmtp.setting.Setting;
import org.fakesmtp.setting.Settings;
import org.fakesmtp.setting.Values;

/**
 * The settings of the server itself.
 *
 * @param listeners where it listens, by the listener's name, in the order of the file
 * @param limits what clients may have
 * @param memory {@code limit.memory}: how many octets all sessions together keep in memory; 0 is no limit
 * @param shutdownGrace {@code shutdown-grace}: so long may a message in flight finish when the server stops
 * @param handshakeTime {@code limit.handshake-time}: so long may a TLS handshake or a PROXY header take; zero is without end
 * @param authority issues the certificates of listeners that have none of the user's
 * @param seed what all chance is drawn from
 * @param keys {@code rules.keys}: for so many keys a rule counts at most
 * @param journal {@code journal.file}: where sessions are written to
 */
record ServerSettings(
        Map<String, Listener> listeners,
        ConnectionLimits limits,
        long memory,
        Duration shutdownGrace,
        Duration handshakeTime,
        CertificateAuthority authority,
        long seed,
        int keys,
        Optional<Setting> journal) {

    private static final String LISTENER = "listener";
    private static final String DEFAULT = "default";

    /**
     * What a listener has of its own.
     *
     * @param address where it listens
     * @param protocol what its dialogue needs to know
     * @param replies what it says
     * @param tls its certificate and what it asks of clients
     * @param proxies the addresses that send PROXY headers
     */
    record Listener(
            ListenAddress address,
            ProtocolSettings protocol,
            ReplyCatalogue replies,
            TlsSettings tls,
            List<Network> proxies) {

        /** The same listener with other replies. */
        Listener replying(ReplyCatalogue other) {
            return new Listener(address, protocol, other, tls, proxies);
        }

        boolean isTlsOff() {
            return protocol.tls() == TlsMode.OFF;
        }
    }

    static ServerSettings read(Settings settings) {
        return new ServerSettings(
                listeners(settings),
                ConnectionLimits.read(settings),
                settings.size("limit.memory", Runtime.getRuntime().maxMemory() / 4),
                settings.duration("shutdown-grace", Duration.ofSeconds(10)),
                settings.duration("limit.handshake-time", Duration.ofSeconds(30)),
                CertificateAuthority.read(settings),
                settings.value("seed", ServerSettings::seed)
                        .orElseGet(() -> (long) ThreadLocalRandom.current().nextInt(Integer.MAX_VALUE)),
                settings.value("rules.keys", ServerSettings::keys).orElse(ActiveRule.KEYS),
                journal(settings));
    }

    private static Optional<Setting> journal(Settings settings) {
        settings.value("journal.file", JournalFile::path);
        return settings.get("journal.file");
    }

    /** Whether no listener speaks TLS. */
    boolean isTlsOff() {
        return listeners.values().stream().allMatch(Listener::isTlsOff);
    }

    private static Map<String, Listener> listeners(Settings settings) {
        Map<String, Listener> listeners = new LinkedHashMap<>();
        Settings all = settings.under(LISTENER);
        List<String> names = all.names().isEmpty() ? List.of(DEFAULT) : all.names();
        for (String name : names) {
            Settings own = all.under(name);
            ListenAddress address = address(settings, name)
                    .flatMap(setting -> settings.value(setting.key(), ListenAddress::parse))
                    .orElseGet(() -> byDefault(own, name));
            Settings listener = own.over(settings);
            AuthPolicy auth = AuthPolicy.read(listener, ServerSettings::users);
            ProtocolSettings protocol = ProtocolSettings.read(listener, settings, auth);
            listeners.put(
                    name,
                    new Listener(
                            address,
                            protocol,
                            ReplyCatalogue.read(settings.under("reply"), protocol),
                            TlsSettings.read(own, settings, protocol.tls()),
                            ProxyFilter.trusted(listener)));
        }
        listeners.forEach((name, listener) -> {
            if (!listener.isTlsOff()) {
                TlsSettings.checkCiphers(all.under(name), settings);
            }
        });
        return listeners;
    }

    /**
     * The setting that says where a listener listens, by the key that the user has given: {@code listen} for the
     * default one.
     */
    static Optional<Setting> address(Settings settings, String listener) {
        Optional<Setting> inFull = settings.get(LISTENER + '.' + listener + ".address");
        return listener.equals(DEFAULT) ? settings.get("listen").or(() -> inFull) : inFull;
    }

    private static ListenAddress byDefault(Settings own, String name) {
        if (!name.equals(DEFAULT) && !own.isWrong("address")) {
            String what = "the listener has no address, add listener." + name + ".address, such as localhost:2526";
            own.report("address", own.entries().get(0).error(what));
        }
        return ListenAddress.parse("localhost:2525");
    }

    /** A users file: its octets are UTF-8. */
    private static Users users(String file) {
        try {
            ReadableFile.check(Path.of(file));
            return Users.parse(Files.readAllLines(Path.of(file)), file);
        } catch (IOException e) {
            throw new IllegalArgumentException("the users file '" + file + "' cannot be read: " + Reason.of(e), e);
        }
    }

    private static int keys(String text) {
        int keys = Values.number(text);
        if (keys == 0) {
            throw new IllegalArgumentException("a rule counts for 1 key at least, not for 0");
        }
        return keys;
    }

    private static long seed(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("'" + text + "' is no whole number such as 42", e);
        }
    }
}
