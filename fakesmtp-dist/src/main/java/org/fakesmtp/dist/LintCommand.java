package org.fakesmtp.dist;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.fakesmtp.lint.ClientLint;
import org.fakesmtp.server.FakeSmtpServer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code fakesmtp lint}: runs until a message came, and tells what its client did wrong. */
@Command(
        name = "lint",
        description = {
            "Runs until a message came and its client has gone, and prints what clients did wrong by the RFCs: errors, where an RFC says MUST, and notes, where it says SHOULD.",
            "Reads no file: settings come from --set and the environment."
        },
        footer = "%nThe exit code is 4 where there was an error, else 5 where no message came, else 0.",
        mixinStandardHelpOptions = true,
        versionProvider = ServeCommand.Version.class,
        sortOptions = false)
final class LintCommand implements Callable<Integer> {

    @Mixin
    private Service service = new Service();

    @Option(
            names = "--exit-after",
            paramLabel = "N|TIME",
            converter = ExitAfter.Converter.class,
            defaultValue = "1",
            description =
                    "Ends after so many messages, ${DEFAULT-VALUE} by default, or after a time such as 30s; Ctrl-C ends it sooner.")
    private ExitAfter exitAfter = ExitAfter.parse("1");

    @Override
    public Integer call() throws IOException {
        Verdict verdict = new Verdict();
        FakeSmtpServer server = Service.build(FakeSmtpServer.builder()
                .configure(service::configure)
                .observe(new ClientLint(verdict::add))
                .observe(verdict)
                .observe(exitAfter));
        int status = service.run(server, verdict::conclude);
        exitAfter.start();
        return status;
    }
}
