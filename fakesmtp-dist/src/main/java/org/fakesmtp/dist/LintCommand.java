package org.fakesmtp.dist;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.fakesmtp.lint.ClientLint;
import org.fakesmtp.server.FakeSmtpServer;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** {@code fakesmtp lint}: runs until a message came, and tells what its client did wrong. */
final class LintCommand implements Callable<Integer> {

    private final Service service = new Service();
    private final OptionSpec exitAfter = ExitAfter.option()
            .defaultValue("1")
            .description(
                    "Ends after so many messages, ${DEFAULT-VALUE} by default, or after a time such as 30s; Ctrl-C ends it sooner.")
            .build();

    /** What the command line can say to it. */
    CommandSpec spec() {
        List<OptionSpec> options = new ArrayList<>(service.options());
        options.add(exitAfter);
        CommandSpec spec = CommandLineSyntax.command("lint", this, options);
        spec.usageMessage()
                .description(
                        "Runs until a message came and its client has gone, and prints what clients did wrong by the RFCs: errors, where an RFC says MUST, and notes, where it says SHOULD.",
                        "Reads no file: settings come from --set and the environment.")
                .footer("%nThe exit code is 4 where there was an error, else 5 where no message came, else 0.");
        return spec;
    }

    @Override
    public Integer call() throws IOException {
        Verdict verdict = new Verdict();
        ExitAfter end = CommandLineSyntax.<ExitAfter>given(exitAfter).orElseThrow();
        FakeSmtpServer server = service.build(FakeSmtpServer.builder()
                .configure(service::configure)
                .observe(new ClientLint(verdict::add))
                .observe(verdict)
                .observe(end));
        int status = service.run(server, verdict::conclude);
        end.start();
        return status;
    }
}
