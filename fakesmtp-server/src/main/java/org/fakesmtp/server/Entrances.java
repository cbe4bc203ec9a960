package org.fakesmtp.server;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.fakesmtp.server.proxy.ProxyFilter;
import org.fakesmtp.server.tls.TlsContexts;
import org.fakesmtp.server.transport.Entrance;
import org.fakesmtp.server.transport.Timers;

/** Makes what leads to the listeners of a server. */
final class Entrances {

    private final ServerSettings settings;
    private final Timers timers;

    Entrances(ServerSettings settings, Timers timers) {
        this.settings = settings;
        this.timers = timers;
    }

    /** By the listener's name, in the order of the settings. */
    Map<String, Entrance> all() {
        Map<String, Entrance> entrances = new LinkedHashMap<>();
        settings.listeners().forEach((name, listener) -> entrances.put(name, to(listener)));
        return entrances;
    }

    /** Under implicit TLS the first client is not to wait for the certificate, and the I/O thread with it. */
    private Entrance to(ServerSettings.Listener listener) {
        TlsContexts tls = new TlsContexts(
                listener.tls(), settings.authority(), listener.protocol().hostname());
        if (listener.protocol().isTlsImplicit()) {
            tls.prepare();
        }
        Optional<ProxyFilter> proxy = Optional.of(listener.proxies())
                .filter(proxies -> !proxies.isEmpty())
                .map(proxies -> new ProxyFilter(
                        proxies, timers::nanoTime, settings.limits().connections()));
        return new Entrance(proxy, tls, settings.handshakeTime());
    }
}
