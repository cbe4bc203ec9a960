package org.fakesmtp.dist;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import org.fakesmtp.api.Setting;
import org.fakesmtp.lint.ClientLint;
import org.fakesmtp.lint.Finding;
import org.fakesmtp.server.FakeSmtpServer;
import org.fakesmtp.server.config.Layers;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code fakesmtp lint}: runs until a message came, and tells what its client did wrong. */
@Command(
        name = "lint",
        description =
                "Runs until a message came, and prints what clients did wrong by the RFCs. Ends with exit code 4 where there was an error.",
        mixinStandardHelpOptions = true,
        versionProvider = ServeCommand.Version.class,
        sortOptions = false)
final class LintCommand implements Callable<Integer> {

    /** The exit code where a client did what an RFC says it MUST NOT. */
    private static final int ERRORS = 4;

    @Option(
            names = "--listen",
            paramLabel = "HOST:PORT",
            defaultValue = "localhost:2525",
            description = "Where to listen; by default ${DEFAULT-VALUE}. Port 0 takes a free one.")
    private String listen = "";

    @Option(names = "--set", paramLabel = "key=value", description = "A setting. May be repeated.")
    private List<String> assignments = new ArrayList<>();

    @Option(
            names = "--port-file",
            paramLabel = "FILE",
            description = "Where to write the port, once the server listens.")
    private @Nullable Path portFile;

    @Override
    public Integer call() throws IOException, InterruptedException {
        List<Finding> findings = new CopyOnWriteArrayList<>();
        ExitAfter message = ExitAfter.parse("1");
        FakeSmtpServer.Builder builder = FakeSmtpServer.builder()
                .configure(this::configure)
                .observe(new ClientLint(findings::add))
                .observe(message);
        try (FakeSmtpServer server = builder.build().start()) {
            if (portFile != null) {
                PortFile.write(portFile, server);
            }
            server.listeners().forEach(name -> System.out.println("fakesmtp listens on " + server.address(name)));
            System.out.flush();
            message.await();
        }
        findings.forEach(System.out::println);
        long errors = findings.stream().filter(Finding::isError).count();
        System.out.println("errors: " + errors + ", notes: " + (findings.size() - errors));
        return errors == 0 ? 0 : ERRORS;
    }

    private void configure(Layers layers) {
        layers.environment(System.getenv());
        assignments.forEach(layers::set);
        layers.settings(List.of(new Setting("listen", listen, "--listen")));
    }
}
