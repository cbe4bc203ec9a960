package org.fakesmtp.junit;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.fakesmtp.api.Plugin;
import org.fakesmtp.server.config.Layers;
import org.fakesmtp.setting.Setting;

/** Gathers what a {@link FakeSmtp} is made of. Nothing is read before it starts. */
public final class FakeSmtpBuilder {

    private static final String PLACE = "FakeSmtp";

    private final List<Setting> settings = new ArrayList<>();
    private final List<String> assignments = new ArrayList<>();
    private final List<Path> files = new ArrayList<>();
    private final List<String> resources = new ArrayList<>();
    private final List<Plugin> plugins = new ArrayList<>();
    private final Map<String, Boolean> systemProperties = new LinkedHashMap<>();

    private boolean manualClock;
    private boolean shared;
    private boolean perJvm;

    FakeSmtpBuilder() {}

    /** A setting by its full key, stronger than the same one of a file. {@code listen} is set already. */
    public FakeSmtpBuilder set(String key, String value) {
        settings.add(new Setting(key, value, "set"));
        return this;
    }

    /** A setting as {@code key=value}. */
    FakeSmtpBuilder set(String assignment) {
        assignments.add(assignment);
        return this;
    }

    /** A properties file, whose rules hold in each test; a later one is stronger. */
    public FakeSmtpBuilder rules(Path file) {
        files.add(file);
        return this;
    }

    /** A properties file of the class path, whose rules hold in each test. */
    public FakeSmtpBuilder rulesOf(String resource) {
        resources.add(resource);
        return this;
    }

    /** A plugin to install. It is closed with the server, and one instance serves one server: register the extension for the class. Its settings are set by {@link #set}. */
    public FakeSmtpBuilder plugin(Plugin plugin) {
        plugins.add(plugin);
        return this;
    }

    /** Sets these system properties to host and port as long as the server runs. Tests that run at the same time in one JVM share them. */
    public FakeSmtpBuilder systemProperties(String host, String port) {
        systemProperties.put(host, true);
        systemProperties.put(port, false);
        return this;
    }

    /** Has the time of the server pass only when the test says so: see {@link FakeSmtp#clock}. */
    public FakeSmtpBuilder manualClock() {
        manualClock = true;
        return this;
    }

    /** Nothing begins anew with each test: for tests that use the server at the same time, each by {@link FakeSmtp#ofDomain} or {@link FakeSmtp#ofHeader}. */
    public FakeSmtpBuilder shared() {
        shared = true;
        return this;
    }

    /**
     * Has the server live as long as the JVM, whatever classes it is registered in, on the same port: what outlives a class, such as a context that Spring keeps, may go on using it. Keep it in
     * a static field that all classes see. {@link FakeSmtp#perJvm} is such a server without further settings.
     */
    public FakeSmtpBuilder perJvm() {
        perJvm = true;
        return this;
    }

    /** The server; it starts with the tests. */
    public FakeSmtp build() {
        return new FakeSmtp(this);
    }

    /** What the settings are, with those of one test. */
    void layer(Layers layers, Consumer<Layers> ofTest) {
        layers.settings(List.of(new Setting("plugins", "reject, delay, fault", PLACE)));
        files.forEach(layers::file);
        resources.forEach(resource -> Resource.addTo(layers, resource));
        layers.settings(settings);
        assignments.forEach(layers::set);
        ofTest.accept(layers);
        layers.settings(List.of(new Setting("listen", "localhost:0", PLACE)));
    }

    boolean isShared() {
        return shared;
    }

    boolean isPerJvm() {
        return perJvm;
    }

    /** A clock for one server. */
    Optional<ManualClock> clock() {
        return manualClock ? Optional.of(new ManualClock()) : Optional.empty();
    }

    List<Plugin> plugins() {
        return List.copyOf(plugins);
    }

    /** The values of the system properties of a server. */
    Map<String, String> systemProperties(String host, int port) {
        Map<String, String> values = new LinkedHashMap<>();
        systemProperties.forEach((key, isHost) -> values.put(key, isHost ? host : String.valueOf(port)));
        return values;
    }
}
