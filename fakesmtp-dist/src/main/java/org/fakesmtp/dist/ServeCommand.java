package org.fakesmtp.dist;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.fakesmtp.api.Printable;
import org.fakesmtp.api.Setting;
import org.fakesmtp.server.FakeSmtpServer;
import org.fakesmtp.server.config.Layers;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code fakesmtp}: reads the settings, starts the server, and stops it when the process is asked to end. */
@Command(
        name = "fakesmtp",
        description =
                "A fake SMTP server: takes every message, shows or stores it, never sends anything on, and fails on order.",
        mixinStandardHelpOptions = true,
        versionProvider = ServeCommand.Version.class,
        sortOptions = false)
final class ServeCommand implements Callable<Integer> {

    /** The server runs: the process is to go on. */
    static final int RUNNING = -1;

    /** The exit code where a rule has never matched, under {@code --fail-on-unused-rule}. */
    private static final int UNUSED_RULE = 3;

    private static final String HOME = "fakesmtp.home";

    @Option(
            names = {"-c", "--config"},
            paramLabel = "FILE",
            description = "The properties file; by default conf/fakesmtp.properties of the installation.")
    private @Nullable Path file;

    @Option(
            names = "--listen",
            paramLabel = "HOST:PORT",
            description = "Where to listen; stronger than the file. Port 0 takes a free one.")
    private @Nullable String listen;

    @Option(
            names = "--set",
            paramLabel = "key=value",
            description = "A setting; stronger than the file. May be repeated.")
    private List<String> assignments = new ArrayList<>();

    @Option(
            names = "--port-file",
            paramLabel = "FILE",
            description = "Where to write the port, once the server listens.")
    private @Nullable Path portFile;

    @Option(
            names = "--profile",
            paramLabel = "NAME",
            description = "Settings of examples/profiles; stronger than the file. May be repeated.")
    private List<String> profiles = new ArrayList<>();

    @Option(
            names = "--exit-after",
            paramLabel = "N|TIME",
            converter = ExitAfter.Converter.class,
            description = "Ends after so many messages, or after a time such as 30s.")
    private @Nullable ExitAfter exitAfter;

    @Option(
            names = "--fail-on-unused-rule",
            description = "Ends with exit code 3 where a rule has never matched, and names it.")
    private boolean failOnUnusedRule;

    @Option(names = "--explain", description = "Prints the rules in plain words and exits.")
    private boolean explain;

    @Option(names = "--validate", description = "Checks the settings and exits.")
    private boolean validate;

    @Override
    public Integer call() throws IOException {
        FakeSmtpServer.Builder builder =
                FakeSmtpServer.builder().configure(this::configure).watchFiles();
        home().map(home -> home.resolve("plugins")).ifPresent(builder::pluginFolder);
        if (exitAfter != null) {
            builder.observe(exitAfter);
        }
        FakeSmtpServer server = builder.build();
        server.warnings().forEach(warning -> System.err.println("fakesmtp: warning: " + warning));
        if (validate) {
            server.close();
            System.out.println("The settings are valid.");
            return 0;
        }
        if (explain) {
            server.rules().explain().forEach(line -> System.out.println(Printable.text(line)));
            server.close();
            return 0;
        }
        serve(server);
        return RUNNING;
    }

    private void configure(Layers layers) {
        file().ifPresent(layers::file);
        profiles.forEach(name -> layers.file(profile(name)));
        layers.environment(System.getenv());
        assignments.forEach(layers::set);
        if (listen != null) {
            layers.settings(List.of(new Setting("listen", listen, "--listen")));
        }
    }

    private Optional<Path> file() {
        return Optional.ofNullable(file)
                .or(() -> home().map(home -> home.resolve("conf").resolve("fakesmtp.properties")));
    }

    private static Path profile(String name) {
        Path home = home().orElse(Path.of(""));
        return new Profiles(home.resolve("examples").resolve("profiles")).file(name);
    }

    private static Optional<Path> home() {
        return Optional.ofNullable(System.getProperty(HOME)).map(Path::of);
    }

    private void serve(FakeSmtpServer server) throws IOException {
        server.start();
        try {
            if (portFile != null) {
                PortFile.write(portFile, server);
            }
        } catch (IOException e) {
            server.close();
            throw e;
        }
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server), "fakesmtp-stop"));
        server.listeners().forEach(name -> System.out.println("fakesmtp listens on " + server.address(name)));
        System.out.flush();
        if (exitAfter != null) {
            exitAfter.start();
        }
    }

    /** An orderly stop is a success, though a signal asked for it, unless a rule is to be used and was not. */
    private void stop(FakeSmtpServer server) {
        server.close();
        List<String> unused = failOnUnusedRule ? server.rules().unused() : List.of();
        unused.forEach(rule -> System.err.println("fakesmtp: rule " + rule + " never matched"));
        System.out.flush();
        System.err.flush();
        Runtime.getRuntime().halt(unused.isEmpty() ? 0 : UNUSED_RULE);
    }

    /** The line of {@code --version}. */
    static final class Version implements picocli.CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"fakesmtp " + Main.version()};
        }
    }
}
