package org.fakesmtp.dist;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.fakesmtp.api.Printable;
import org.fakesmtp.server.FakeSmtpServer;
import org.fakesmtp.server.config.Layers;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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

    /** The exit code where a rule has never matched, under {@code --fail-on-unused-rule}. */
    private static final int UNUSED_RULE = 3;

    private static final String HOME = "fakesmtp.home";

    @Option(
            names = {"-c", "--config"},
            paramLabel = "FILE",
            description = "The properties file; by default conf/fakesmtp.properties of the installation.")
    private @Nullable Path file;

    @Mixin
    private Service service = new Service();

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
        FakeSmtpServer server = Service.build(builder);
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
        int status = service.run(server, () -> status(server));
        if (exitAfter != null) {
            exitAfter.start();
        }
        return status;
    }

    private void configure(Layers layers) {
        file().ifPresent(layers::file);
        profiles.forEach(name -> layers.file(profile(name)));
        service.configure(layers);
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

    /** The exit code of a server that has stopped: a rule that is to be used may not have been. */
    private int status(FakeSmtpServer server) {
        List<String> unused = failOnUnusedRule ? server.rules().unused() : List.of();
        unused.forEach(rule -> System.err.println("fakesmtp: rule " + rule + " never matched"));
        return unused.isEmpty() ? 0 : UNUSED_RULE;
    }

    /** The line of {@code --version}. */
    static final class Version implements picocli.CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"fakesmtp " + Main.version()};
        }
    }
}
