package org.fakesmtp.server;

import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.fakesmtp.api.Plugin;
import org.fakesmtp.api.SessionObserver;
import org.fakesmtp.protocol.Memory;
import org.fakesmtp.server.config.Configuration;
import org.fakesmtp.server.config.FileWatch;
import org.fakesmtp.server.config.Layers;
import org.fakesmtp.server.journal.SessionRecord;
import org.fakesmtp.server.journal.SessionRecorder;
import org.fakesmtp.server.plugin.PluginLoader;
import org.fakesmtp.server.transport.Deliverer;
import org.fakesmtp.server.transport.Entrance;
import org.fakesmtp.server.transport.Timers;
import org.fakesmtp.server.transport.Transport;
import org.fakesmtp.setting.Setting;
import org.fakesmtp.setting.SettingException;
import org.fakesmtp.setting.Settings;
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

    private final Settings configured;
    private final ServerSettings settings;
    private final List<String> warnings;
    private final Consumer<String> listening;
    private final RuleBook book;
    private final RuleCheck check;
    private final Behaviours behaviours;
    private final Reloading reloading;
    private final Deliverer deliverer;
    private final InstantSource clock;
    private final Timers timers;
    private final Memory memory;
    private volatile Optional<FileWatch> watch = Optional.empty();
    private final Journal journal = new Journal();
    private final Shutdown shutdown;
    private final boolean watched;
    private final PluginTimers pluginTimers;
    private final ListenerDoors doors;
    private final RunningTransport running;
    private boolean started;

    private FakeSmtpServer(
            Builder builder,
            Reloading.Source source,
            ServerSettings settings,
            Installation installation,
            InstalledPlugins plugins) {
        this.settings = settings;
        this.warnings = installation.warnings.stream().distinct().toList();
        this.listening = builder.listening;
        this.configured = source.configuration().settings();
        this.clock = builder.clock;
        this.timers = builder.timers.orElseGet(Timers::real);
        this.memory = new Memory(settings.memory());
        this.pluginTimers = installation.timers;
        this.doors = installation.doors;
        this.running = new RunningTransport(settings.listeners().keySet());
        this.shutdown = new Shutdown(settings.shutdownGrace(), plugins, pluginTimers, journal);
        this.deliverer = new Deliverer(installation.sinks);
        this.watched = builder.watched;
        this.check = installation.check;
        this.book = new RuleBook(builder.counting(settings), installation.sections);
        List<SessionObserver> observers = new ArrayList<>(installation.observers);
        observers.addAll(builder.observers);
        List<Consumer<SessionRecord>> readers = new ArrayList<>(builder.readers);
        settings.journal().ifPresent(file -> readers.add(journal::accept));
        if (!readers.isEmpty()) {
            observers.add(new SessionRecorder(clock, memory, ended -> readers.forEach(reader -> reader.accept(ended))));
        }
        this.behaviours = new Behaviours(settings.listeners(), installation, observers, memory);
        this.reloading =
                new Reloading(source, settings.listeners(), installation.ordered, plugins, book, behaviours, warnings);
        book.enforce(behaviours::ask);
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
    public FakeSmtpServer start() {
        begin();
        try {
            configured.get("journal.file").ifPresent(journal::open);
            bind();
        } catch (RuntimeException e) {
            close();
            throw e;
        }
        if (shutdown.isBegun()) {
            running.take().ifPresent(Transport::close);
            throw new IllegalStateException("the server was closed before it had started");
        }
        warnings.forEach(LOG::warn);
        String addresses = listeners().stream().map(this::address).collect(Collectors.joining(", "));
        listening.accept("listens on " + addresses + ", seed = " + settings.seed());
        if (watched) {
            watch = Optional.of(FileWatch.start(reloading.files(), reloading::attempt));
        }
        return this;
    }

    /**
     * Begins without binding a listener: a test plays the sessions on its own thread. Time limits, TLS and the doors of the listeners are not there.
     */
    public BareSessions withoutSockets() {
        begin();
        pluginTimers.begin(timers);
        return new BareSessions(settings.listeners().keySet().iterator().next(), behaviours, deliverer, clock);
    }

    private synchronized void begin() {
        if (started || shutdown.isBegun()) {
            throw new IllegalStateException("a server is started once only; build another");
        }
        started = true;
        book.start(new Counting(settings.seed(), settings.keys(), clock.instant()));
    }

    private void bind() {
        if (!settings.isTlsOff()) {
            settings.authority().publish();
        }
        Map<String, Entrance> entrances = new Entrances(settings, timers).all();
        Transport made = new Transport(behaviours::of, entrances, deliverer, clock, timers, settings.limits(), memory);
        running.keep(made);
        Listeners listeners = new Listeners(made);
        settings.listeners().forEach((name, listener) -> bind(listeners, name, listener.address()));
        running.bound(listeners.ports());
        doors.begin(made);
        pluginTimers.begin(timers);
    }

    private void bind(Listeners listeners, String name, ListenAddress address) {
        try {
            listeners.bind(name, address);
        } catch (StartException e) {
            throw ServerSettings.address(configured, name).map(e::at).orElse(e);
        }
    }

    /**
     * The port of the first listener, chosen by the system where 0 was asked for.
     *
     * @throws IllegalStateException where the server was not started, or is closed
     */
    public int port() {
        String first = settings.listeners().keySet().iterator().next();
        return port(first);
    }

    /**
     * The port of a listener.
     *
     * @throws IllegalStateException where there is no such listener, the server was not started, or is closed
     */
    public int port(String listener) {
        return running.port(listener);
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
     * The certificate that clients have to trust in order to trust this server once {@code tls.mode} turns TLS on, unless a key store or certificate of the user's own is set: that of the authority in {@code
     * tls.cache}, which is made at the first use. The settings need no {@code tls.ca-file} for it.
     */
    public X509Certificate caCertificate() {
        return settings.authority().certificate();
    }

    /** What is allowed in the settings and yet hardly meant, in words for the user. */
    public List<String> warnings() {
        return warnings;
    }

    /** The rules, to be changed while the server runs, and their counts. */
    public Rules rules() {
        return new Rules(book, check);
    }

    /**
     * Reads the settings again from where they came, and puts the rules and the replies that they order into force, all at once. Rules that did not change keep their counts, what a plugin
     * remembers survives, and so do the rules that {@link Rules#add} has added.
     *
     * @return what changed and needs a restart
     * @throws SettingException where a setting is wrong; nothing is changed then
     */
    public Reload reload() {
        return reloading.reload();
    }

    /**
     * Does as {@link #reload()}, with settings from elsewhere: these are all there are.
     *
     * @throws SettingException where a setting is wrong; nothing is changed then
     */
    public Reload reload(Consumer<Layers> configuration) {
        return reloading.reload(configuration);
    }

    /**
     * Stops: says 421 to open sessions, lets messages in flight finish for {@code shutdown-grace}, and closes the plugins. Code of a plugin that does not return is named in the log, and left
     * alone a few seconds after the grace. Does nothing the second time.
     */
    @Override
    public void close() {
        watch.ifPresent(FileWatch::close);
        shutdown.run(running::take, this::report);
    }

    private void report() {
        if (running.wasBound()) {
            book.uses().forEach(use -> LOG.info("rule {}", use));
            book.codeUses().stream().filter(use -> use.asked() > 0).forEach(use -> LOG.info("plugin {}", use));
        }
    }

    /** Gathers what a server is made of. */
    public static final class Builder {

        private final List<Consumer<Layers>> sources = new ArrayList<>();
        private final List<SessionObserver> observers = new ArrayList<>();
        private final List<Plugin> added = new ArrayList<>();
        private final List<Consumer<SessionRecord>> readers = new ArrayList<>();
        private Optional<Path> pluginFolder = Optional.empty();
        private InstantSource clock = InstantSource.system();
        private Optional<Timers> timers = Optional.empty();
        private boolean watched;
        private volatile Optional<InstalledPlugins> building = Optional.empty();
        private Consumer<String> listening = LOG::info;

        private Builder() {}

        /** Settings from files, the environment and the like; each call is stronger than those before. */
        public Builder configure(Consumer<Layers> configuration) {
            sources.add(configuration);
            return this;
        }

        /** A setting by its full key. */
        public Builder set(String key, String value) {
            Setting setting = new Setting(key, value, "set");
            return configure(layers -> layers.settings(List.of(setting)));
        }

        /** A plugin to install after those of the list in the settings. */
        public Builder plugin(Plugin plugin) {
            added.add(plugin);
            return this;
        }

        /** Someone who looks on, after the observers of the plugins. */
        public Builder observe(SessionObserver observer) {
            observers.add(observer);
            return this;
        }

        /** Who gets the record of each session when it has ended, on the thread that served it: it must return at once. */
        public Builder journal(Consumer<SessionRecord> reader) {
            readers.add(reader);
            return this;
        }

        /** Has the files of {@link #configure} watched while the server runs: see {@link FakeSmtpServer#reload()}. What is wrong with a changed file is logged. */
        public Builder watchFiles() {
            watched = true;
            return this;
        }

        /** Who is told, in place of the log, when the server listens: {@code listens on localhost:2525, seed = 42}. */
        public Builder whenListening(Consumer<String> told) {
            listening = told;
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
            InstalledPlugins plugins =
                    new InstalledPlugins(pluginFolder.map(PluginLoader::find).orElseGet(PluginLoader::find));
            building = Optional.of(plugins);
            try {
                return build(plugins);
            } catch (RuntimeException e) {
                plugins.close();
                throw e;
            } finally {
                building = Optional.empty();
            }
        }

        /** Closes the plugins of a {@link #build} that does not return: one of them may have ended the process, which is logged. Does nothing where none is under way. */
        public void abandon() {
            building.ifPresent(plugins -> {
                Shutdown.exits(plugins).forEach(LOG::error);
                plugins.close();
            });
        }

        private FakeSmtpServer build(InstalledPlugins plugins) {
            Reloading.Source source = Reloading.Source.read(layers -> sources.forEach(each -> each.accept(layers)));
            Configuration configuration = source.configuration();
            ServerSettings settings = ServerSettings.read(configuration.settings());
            Installation installation = new Installation(
                    counting(settings), clock, List.copyOf(settings.listeners().keySet()));
            installation.install(configuration, plugins, added);
            new TlsWarnings(settings).addTo(installation, configuration.settings());
            return new FakeSmtpServer(this, source, settings, installation, plugins);
        }

        /** The rules count from here, and anew when the server starts. */
        private Counting counting(ServerSettings settings) {
            return new Counting(settings.seed(), settings.keys(), clock.instant());
        }
    }
}
