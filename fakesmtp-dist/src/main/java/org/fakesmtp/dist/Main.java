package org.fakesmtp.dist;

import picocli.CommandLine;

/** Starts the server from the command line. */
public final class Main {

    private Main() {}

    /** Exits with 0 where all went well, 1 where the server could not start, 2 where the command line is wrong. */
    public static void main(String[] args) {
        CommandLine commandLine = new CommandLine(new ServeCommand())
                .setExecutionExceptionHandler(Failure::report)
                .setParameterExceptionHandler(Failure::reportUsage)
                .setCaseInsensitiveEnumValuesAllowed(true);
        int status = commandLine.execute(args);
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
