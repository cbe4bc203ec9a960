package org.fakesmtp.dist;

import org.fakesmtp.server.tls.JavaTls;
import picocli.CommandLine;

/** Starts the server from the command line. */
public final class Main {

    private Main() {}

    /** What the command line can say. */
    static CommandLine commandLine() {
        return new CommandLine(new ServeCommand().spec())
                .addSubcommand(new CommandLine(new LintCommand().spec()))
                .setExecutionExceptionHandler(Failure::report)
                .setParameterExceptionHandler(Failure::reportUsage)
                .setCaseInsensitiveEnumValuesAllowed(true);
    }

    /** Exits with 0 where all went well, 1 where the server could not start, 2 where the command line is wrong; a subcommand may have others. */
    public static void main(String[] args) {
        JavaTls.ownProcess();
        Thread log = new Thread(DefaultLog::start, "fakesmtp-log");
        log.start();
        int status = commandLine()
                .setExecutionStrategy(parsed -> runAfter(log, parsed))
                .execute(args);
        if (status != Service.RUNNING) {
            ProcessEnd.exit(status);
        }
    }

    /** The log is made ready while the command line is read: either takes a while. */
    private static int runAfter(Thread log, CommandLine.ParseResult parsed) {
        try {
            log.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        rejectMisplaced(parsed);
        adjustLog(parsed.hasSubcommand() ? parsed.subcommand() : parsed);
        return new CommandLine.RunLast().execute(parsed);
    }

    /** An option that stands before a subcommand is one of the command that does not run: it would do nothing. */
    private static void rejectMisplaced(CommandLine.ParseResult parsed) {
        if (parsed.hasSubcommand() && !parsed.matchedOptions().isEmpty()) {
            CommandLine subcommand = parsed.subcommand().commandSpec().commandLine();
            throw new CommandLine.ParameterException(
                    subcommand,
                    "'" + parsed.matchedOptions().get(0).longestName() + "' stands before '"
                            + subcommand.getCommandName() + "': its options stand behind it");
        }
    }

    /** Has the log say as much as is wanted. */
    private static void adjustLog(CommandLine.ParseResult parsed) {
        boolean quiet = parsed.hasMatchedOption(Service.QUIET);
        boolean verbose = parsed.hasMatchedOption(Service.VERBOSE);
        if (quiet && verbose) {
            throw new CommandLine.ParameterException(
                    parsed.commandSpec().commandLine(),
                    "'" + Service.QUIET + "' and '" + Service.VERBOSE + "' exclude each other");
        }
        if (quiet) {
            DefaultLog.onlyWarnings();
        } else if (verbose) {
            DefaultLog.more();
        }
    }

    /** The version in the manifest of the jar, or {@code development} when run from classes. */
    static String version() {
        String version = Main.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }
}
