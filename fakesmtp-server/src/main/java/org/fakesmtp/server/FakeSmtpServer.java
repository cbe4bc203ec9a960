package org.fakesmtp.server;

import java.io.IOException;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.fakesmtp.api.Plugin;
import org.fakesmtp.api.Setting;
import org.fakesmtp.api.SettingException;
import org.fakesmtp.protocol.Behaviour;
import org.fakesmtp.protocol.Containment;
import org.fakesmtp.protocol.Memory;
import org.fakesmtp.protocol.ProtocolSettings.TlsMode;
import org.fakesmtp.server.config.Configuration;
import org.fakesmtp.server.config.Layers;
import org.fakesmtp.server.plugin.PluginLoader;
import org.fakesmtp.server.proxy.ProxyFilter;
import org.fakesmtp.server.tls.TlsContexts;
import org.fakesmtp.server.transport.Deliverer;
import org.fakesmtp.server.transport.Entrance;
import org.fakesmtp.server.transport.SpillingContent;
import org.fakesmtp.server.transport.Timers;
import org.fakesmtp.server.transport.Transport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A fake SMTP server to embed: it takes messages, hands them to plugins and never sends anything on. Made by a {@link #builder}, it can be started once.
 *
 * <pre>{@code
 * try (FakeSmtpServer server = FakeSmtpServer.builder().set("listen", "localhost:0").build().start()) {
 *     send(server.port());
 * }
 * }</pre>
 */
public final class FakeSmtpServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(FakeSmtpServer.class);

    private final ServerSettings settings;
    private final List<Plugin> plugins;
    private final PluginLoader loader;
    private final List<String> warnings;
    private final Map<String, Behaviour> behaviours = new LinkedHashMap<>();
    private final Deliverer deliverer;
    private final InstantSource clock;
    private final Timers timers;
    private final Memory memory;
    private Optional<Transport> transport = Optional.empty();
    private Map<String, Integer> ports = Map.of();
    private boolean started;

    private FakeSmtpServer(
            Builder builder,
            ServerSettings settings,
            Installation installation,
            PluginLoader loader,
            List<Plugin> plugins) {
        this.settings = settings;
        this.plugins = plugins;
        this.loader = loader;
        this.warnings = List.copyOf(installation.warnings);
        this.clock = builder.clock;
        this.timers = builder.timers.orElseGet(Timers::real);
        this.memory = new Memory(settings.memory());
        this.deliverer = new Deliverer(installation.sinks);
        settings.listeners().forEach((name, listener) -> behaviours.put(name, behaviour(listener, installation)));
    }

    private Behaviour behaviour(ServerSettings.Listener listener, Installation installation) {
        return new Behaviour(
                listener.protocol(),
                listener.replies(),
                installation.handlers,
                installation.interceptors,
                installation.observers,
                !installation.sinks.isEmpty(),
                () -> new SpillingContent(memory),
                memory);
    }

    /** How a listener behaves. */
    private Behaviour behaviour(String listener) {
        return Optional.ofNullable(behaviours.get(listener)).orElseThrow();
    }

    /** Begins a server: without further settings it listens on {@code localhost:2525} and discards what it takes. */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Binds the listeners and takes connections from then on.
     *
     * @throws StartException where a listener cannot be bound; nothing is bound then
     * @throws SettingException where {@code tls.ca-file} cannot be written; nothing is bound then
     */
    public synchronized FakeSmtpServer start() {
        if (started) {
            throw new IllegalStateException("a server is started once only; build another");
        }
        started = true;
        try {
            bind();
        } catch (RuntimeException e) {
            close();
            throw e;
        }
        settings.listeners().keySet().forEach(name -> LOG.debug("listener {} on {}", name, address(name)));
        warnings.forEach(LOG::warn);
        LOG.info("seed = {}", settings.seed());
        return this;
    }

    private void bind() {
        settings.authority().publish();
        Map<String, Entrance> entrances = new LinkedHashMap<>();
        settings.listeners().forEach((name, listener) -> entrances.put(name, entrance(listener)));
        Transport made = new Transport(this::behaviour, entrances, deliverer, clock, timers, settings.limits(), memory);
        transport = Optional.of(made);
        Listeners listeners = new Listeners(made);
        settings.listeners().forEach((name, listener) -> listeners.bind(name, listener.address()));
        ports = listeners.ports();
    }

    /** What leads to a listener. Under implicit TLS the first client is not to wait for the certificate, and the I/O thread with it. */
    private Entrance entrance(ServerSettings.Listener listener) {
        TlsContexts tls = new TlsContexts(
                listener.tls(), settings.authority(), listener.protocol().hostname());
        if (listener.protocol().tls() == TlsMode.IMPLICIT) {
            tls.prepare();
        }
        Optional<ProxyFilter> proxy = Optional.of(listener.proxies())
                .filter(proxies -> !proxies.isEmpty())
                .map(proxies -> new ProxyFilter(
                        proxies, timers::nanoTime, settings.limits().connections()));
        return new Entrance(proxy, tls, settings.handshakeTime());
    }

    /** The port of the first listener, chosen by the system where 0 was asked for. */
    public int port() {
        String first = settings.listeners().keySet().iterator().next();
        return port(first);
    }

    /** The port of a listener. */
    public int port(String listener) {
        return Optional.ofNullable(ports.get(listener))
                .orElseThrow(
                        () -> new IllegalStateException("no listener '" + listener + "' is bound, there are " + ports));
    }

    /** Where a listener listens, with the port that was chosen: {@code localhost:2525}. */
    public String address(String listener) {
        String text = Optional.ofNullable(settings.listeners().get(listener))
                .map(known -> known.address().text())
                .orElse(listener + ":");
        return text.substring(0, text.lastIndexOf(':') + 1) + port(listener);
    }

    /** The names of the listeners, in the order of the settings. */
    public List<String> listeners() {
        return List.copyOf(settings.listeners().keySet());
    }

    /**
     * The certificate that clients have to trust in order to trust this server, unless a key store or certificate of the user's own is set: that of the authority in {@code
     * tls.cache}, which is made at the first use. The settings need no {@code tls.ca-file} for it.
     */
    public X509Certificate caCertificate() {
        return settings.authority().certificate();
    }

    /** What is allowed in the settings and yet hardly meant, in words for the user. */
    public List<String> warnings() {
        return warnings;
    }

    /** Stops: says 421 to open sessions, lets messages in flight finish for {@code shutdown-grace}, and closes the plugins. Does nothing the second time. */
    @Override
    public synchronized void close() {
        started = true;
        transport.ifPresent(running -> running.close(settings.shutdownGrace()));
        transport = Optional.empty();
        close(plugins, loader);
    }

    /** Closes the plugins, the last one first, and lets go of their jars. */
    private static void close(List<Plugin> plugins, PluginLoader loader) {
        List<Plugin> backwards = new ArrayList<>(plugins);
        Collections.reverse(backwards);
        backwards.forEach(FakeSmtpServer::close);
        plugins.clear();
        try {
            loader.close();
        } catch (IOException e) {
            LOG.warn("a plugin's jar stays open: {}", e.toString());
        }
    }

    private static void close(Plugin plugin) {
        try {
            OwnLoader.of(plugin).run(plugin::close);
        } catch (Throwable e) {
            Containment.check(e);
            LOG.error("plugin {} failed to close", plugin.name(), e);
        }
    }

    /** Gathers what a server is made of. */
    public static final class Builder {

        private final Layers layers = new Layers();
        private final List<Plugin> added = new ArrayList<>();
        private Optional<Path> pluginFolder = Optional.empty();
        private InstantSource clock = InstantSource.system();
        private Optional<Timers> timers = Optional.empty();

        private Builder() {}

        /** Settings from files, the environment and the like; each call is stronger than those before. */
        public Builder configure(Consumer<Layers> configuration) {
            configuration.accept(layers);
            return this;
        }

        /** A setting by its full key. */
        public Builder set(String key, String value) {
            layers.settings(List.of(new Setting(key, value, "set")));
            return this;
        }

        /** A plugin to install after those of the list in the settings. */
        public Builder plugin(Plugin plugin) {
            added.add(plugin);
            return this;
        }

        /** A folder with jars of plugins, in addition to the class path. */
        public Builder pluginFolder(Path folder) {
            pluginFolder = Optional.of(folder);
            return this;
        }

        /** Where the server has the time from that messages and sessions bear. */
        public Builder clock(InstantSource source) {
            clock = source;
            return this;
        }

        /** What pauses and time limits run on, instead of real time. */
        public Builder timers(Timers injected) {
            timers = Optional.of(injected);
            return this;
        }

        /**
         * Reads the settings and installs the plugins. No port is bound.
         *
         * @throws SettingException with a line for each setting that is wrong
         */
        public FakeSmtpServer build() {
            PluginLoader loader = pluginFolder.map(PluginLoader::find).orElseGet(PluginLoader::find);
            List<Plugin> plugins = new ArrayList<>();
            try {
                return build(loader, plugins);
            } catch (RuntimeException e) {
                close(plugins, loader);
                throw e;
            }
        }

        private FakeSmtpServer build(PluginLoader loader, List<Plugin> plugins) {
            Configuration configuration = layers.merge();
            ServerSettings settings = ServerSettings.read(configuration.settings());
            Installation installation = new Installation(settings.seed());
            List<Plugin> all = new ArrayList<>(loader.load(configuration.plugins()));
            all.addAll(added);
            for (Plugin plugin : all) {
                plugins.add(plugin);
                installation.install(plugin, configuration.settings());
            }
            Configuration.Unknown unknown = configuration.unknown(loader.installed());
            if (!unknown.errors().isEmpty()) {
                throw SettingException.joined(unknown.errors());
            }
            installation.warnings.addAll(unknown.warnings());
            return new FakeSmtpServer(this, settings, installation, loader, plugins);
        }
    }
}
