package org.fakesmtp.dist;

import picocli.CommandLine;

/** Starts the server from the command line. */
public final class Main {

    private Main() {}

    /** What the command line can say. */
    static CommandLine commandLine() {
        return new CommandLine(new ServeCommand())
                .addSubcommand(new LintCommand())
                .setExecutionExceptionHandler(Failure::report)
                .setParameterExceptionHandler(Failure::reportUsage)
                .setCaseInsensitiveEnumValuesAllowed(true);
    }

    /** Exits with 0 where all went well, 1 where the server could not start, 2 where the command line is wrong; a subcommand may have others. */
    public static void main(String[] args) {
        int status = commandLine().execute(args);
        if (status != ServeCommand.RUNNING) {
            System.exit(status);
        }
    }

    /** The version in the manifest of the jar, or {@code development} when run from classes. */
    static String version() {
        String version = Main.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }
}
