package org.fakesmtp.dist;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntSupplier;
import org.fakesmtp.api.Setting;
import org.fakesmtp.server.FakeSmtpServer;
import org.fakesmtp.server.config.Layers;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What each command that runs a server can be told of it, and how the server runs: until a signal or {@code --exit-after} ends the process. */
final class Service {

    /** The exit code of a command whose server runs: the process is to go on. */
    static final int RUNNING = -1;

    @Option(
            names = "--listen",
            paramLabel = "HOST:PORT",
            description =
                    "Where to listen, whatever the settings say: without either, localhost:2525. Port 0 takes a free one.")
    private @Nullable String listen;

    @Option(
            names = "--set",
            paramLabel = "key=value",
            description = "A setting; stronger than files and environment. May be repeated.")
    private List<String> assignments = new ArrayList<>();

    @Option(
            names = "--port-file",
            paramLabel = "FILE",
            description = "Where to write the port, once the server listens.")
    private @Nullable Path portFile;

    /** Lays what is stronger than any file over the settings. */
    void configure(Layers layers) {
        layers.environment(System.getenv());
        assignments.forEach(layers::set);
        if (listen != null) {
            layers.settings(List.of(new Setting("listen", listen, "--listen")));
        }
    }

    /** Builds the server, and tells what may be a mistake in its settings. */
    static FakeSmtpServer build(FakeSmtpServer.Builder builder) {
        FakeSmtpServer server = builder.build();
        server.warnings().forEach(warning -> System.err.println("fakesmtp: warning: " + warning));
        return server;
    }

    /**
     * Starts the server, and stops it when the process is asked to end.
     *
     * @param status is asked when the server has stopped, and gives the exit code of the process
     */
    int run(FakeSmtpServer server, IntSupplier status) throws IOException {
        server.start();
        try {
            if (portFile != null) {
                PortFile.write(portFile, server);
            }
        } catch (IOException e) {
            server.close();
            throw e;
        }
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server, status), "fakesmtp-stop"));
        server.listeners().forEach(name -> System.out.println("fakesmtp listens on " + server.address(name)));
        System.out.flush();
        return RUNNING;
    }

    /** An orderly stop is a success, though a signal asked for it, unless the command sees it otherwise. */
    private static void stop(FakeSmtpServer server, IntSupplier status) {
        server.close();
        int code = status.getAsInt();
        System.out.flush();
        System.err.flush();
        Runtime.getRuntime().halt(code);
    }
}
