package org.fakesmtp.dist;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.fakesmtp.server.FakeSmtpServer;
import org.fakesmtp.server.config.Layers;
import org.fakesmtp.text.Printable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** {@code fakesmtp}: reads the settings, starts the server, and stops it when the process is asked to end. */
final class ServeCommand implements Callable<Integer> {

    /** The exit code where a rule has never matched, under {@code --fail-on-unused-rule}. */
    private static final int UNUSED_RULE = 3;

    private static final String HOME = "fakesmtp.home";

    private final OptionSpec file = CommandLineSyntax.value(Path.class, "FILE", "-c", "--config")
            .description("The properties file; by default conf/fakesmtp.properties of the installation.")
            .build();
    private final Service service = new Service();
    private final OptionSpec profiles = CommandLineSyntax.values("NAME", "--profile")
            .description("Settings of examples/profiles; stronger than the file. May be repeated.")
            .build();
    private final OptionSpec exitAfter = ExitAfter.option()
            .description("Ends after so many messages, or after a time such as 30s.")
            .build();
    private final OptionSpec failOnUnusedRule = CommandLineSyntax.flag("--fail-on-unused-rule")
            .description("Ends with exit code 3 where a rule has never matched, and names it.")
            .build();
    private final OptionSpec explain = CommandLineSyntax.flag("--explain")
            .description("Prints the rules in plain words and exits.")
            .build();
    private final OptionSpec validate = CommandLineSyntax.flag("--validate")
            .description("Checks the settings and exits.")
            .build();

    /** What the command line can say to it. */
    CommandSpec spec() {
        List<OptionSpec> options = new ArrayList<>(List.of(file));
        options.addAll(service.options());
        options.addAll(List.of(profiles, exitAfter, failOnUnusedRule, explain, validate));
        CommandSpec spec = CommandLineSyntax.command("fakesmtp", this, options);
        spec.usageMessage()
                .description(
                        "A fake SMTP server: takes every message, shows or stores it, never sends anything on, and fails on order.");
        return spec;
    }

    @Override
    public Integer call() throws IOException {
        if (service.isQuiet() && !CommandLineSyntax.isGiven(explain)) {
            System.setOut(new PrintStream(OutputStream.nullOutputStream(), false, UTF_8));
        }
        FakeSmtpServer.Builder builder =
                FakeSmtpServer.builder().configure(this::configure).watchFiles();
        home().map(home -> home.resolve("plugins")).ifPresent(builder::pluginFolder);
        Optional<ExitAfter> end = CommandLineSyntax.given(exitAfter);
        end.ifPresent(builder::observe);
        FakeSmtpServer server = service.build(builder);
        if (CommandLineSyntax.isGiven(validate)) {
            Service.warn(server);
            server.close();
            System.out.println("The settings are valid.");
            return 0;
        }
        if (CommandLineSyntax.isGiven(explain)) {
            Service.warn(server);
            server.rules().explain().forEach(line -> System.out.println(Printable.text(line)));
            server.close();
            return 0;
        }
        int status = service.run(server, () -> status(server));
        end.ifPresent(ExitAfter::start);
        return status;
    }

    private void configure(Layers layers) {
        file().ifPresent(layers::file);
        CommandLineSyntax.allGiven(profiles).forEach(name -> layers.file(profile(name)));
        service.configure(layers);
    }

    private Optional<Path> file() {
        return CommandLineSyntax.<Path>given(file)
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
        List<String> unused =
                CommandLineSyntax.isGiven(failOnUnusedRule) ? server.rules().unused() : List.of();
        unused.forEach(rule -> System.err.println("fakesmtp: rule " + Printable.text(rule) + " never matched"));
        return unused.isEmpty() ? 0 : UNUSED_RULE;
    }
}
