package org.fakesmtp.dist;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.IntSupplier;
import org.fakesmtp.server.FakeSmtpServer;
import org.fakesmtp.server.config.Layers;
import org.fakesmtp.setting.Setting;
import org.fakesmtp.text.Printable;
import picocli.CommandLine.Model.OptionSpec;

/** What each command that runs a server can be told of it, and how the server runs: until a signal or {@code --exit-after} ends the process. */
final class Service {

    /** The exit code of a command whose server runs: the process is to go on. */
    static final int RUNNING = -1;

    static final String QUIET = "--quiet";
    static final String VERBOSE = "--verbose";

    private final ProcessEnd end = new ProcessEnd();
    private final OptionSpec listen = CommandLineSyntax.value(String.class, "HOST:PORT", "--listen")
            .description(
                    "Where to listen, whatever the settings say: without either, localhost:2525. Port 0 takes a free one.")
            .build();
    private final OptionSpec assignments = CommandLineSyntax.values("key=value", "--set")
            .description("A setting; stronger than files and environment. May be repeated.")
            .build();
    private final OptionSpec quiet = CommandLineSyntax.flag(QUIET, "-q")
            .description(
                    "Says nothing but warnings and errors, on the standard error: no address, no report of rules, and nothing of what the plugin console shows.")
            .build();
    private final OptionSpec verbose = CommandLineSyntax.flag(VERBOSE, "-v")
            .description("Logs what helps to find a mistake in fakesmtp itself.")
            .build();
    private final OptionSpec portFile = CommandLineSyntax.value(Path.class, "FILE", "--port-file")
            .description("Where to write the port, once the server listens.")
            .build();

    private String listening = "";

    List<OptionSpec> options() {
        return List.of(listen, assignments, portFile, quiet, verbose);
    }

    /** Whether nothing but warnings and errors is wanted. */
    boolean isQuiet() {
        return CommandLineSyntax.isGiven(quiet);
    }

    /** Lays what is stronger than any file over the settings. */
    void configure(Layers layers) {
        layers.environment(System.getenv());
        CommandLineSyntax.allGiven(assignments).forEach(layers::set);
        CommandLineSyntax.<String>given(listen)
                .ifPresent(address -> layers.settings(List.of(new Setting("listen", address, "--listen"))));
    }

    /** Builds the server that {@link #run} starts. */
    FakeSmtpServer build(FakeSmtpServer.Builder builder) {
        end.watch();
        return end.build(builder.whenListening(text -> listening = text));
    }

    /** Tells what may be a mistake in the settings of a server that is not started, which logs it otherwise. */
    static void warn(FakeSmtpServer server) {
        server.warnings().forEach(warning -> System.err.println("fakesmtp: warning: " + Printable.text(warning)));
    }

    /**
     * Starts the server, and stops it when the process is asked to end.
     *
     * @param status is asked when the server has stopped, and gives the exit code of the process
     */
    int run(FakeSmtpServer server, IntSupplier status) throws IOException {
        end.serves(server, status);
        try {
            server.start();
            Optional<Path> port = CommandLineSyntax.given(portFile);
            if (port.isPresent()) {
                PortFile.write(port.get(), server);
            }
        } catch (IOException | RuntimeException e) {
            end.servesNot();
            server.close();
            throw e;
        }
        end.listens();
        if (!isQuiet()) {
            System.out.println("fakesmtp " + listening);
            System.out.flush();
        }
        return RUNNING;
    }
}
