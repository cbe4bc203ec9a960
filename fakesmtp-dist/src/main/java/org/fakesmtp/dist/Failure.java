package org.fakesmtp.dist;

import java.nio.file.FileSystemException;
import org.fakesmtp.internal.Reason;
import org.fakesmtp.server.StartException;
import org.fakesmtp.setting.SettingException;
import org.fakesmtp.text.Printable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;

/** Tells the user what went wrong: a line for each thing, never a stack trace. */
final class Failure {

    private static final Logger LOG = LoggerFactory.getLogger(Failure.class);

    private Failure() {}

    static int report(Exception failure, CommandLine commandLine, CommandLine.ParseResult parsed) {
        LOG.debug("cannot start", failure);
        print(commandLine, text(failure));
        return CommandLine.ExitCode.SOFTWARE;
    }

    static int reportUsage(CommandLine.ParameterException failure, String[] args) {
        print(failure.getCommandLine(), failure.getMessage() + "\nTry --help.");
        return CommandLine.ExitCode.USAGE;
    }

    private static void print(CommandLine commandLine, String text) {
        text.lines().forEach(line -> commandLine.getErr().println("fakesmtp: " + Printable.text(line)));
    }

    private static String text(Exception failure) {
        if (failure instanceof SettingException || failure instanceof StartException) {
            return String.valueOf(failure.getMessage());
        }
        if (failure instanceof FileSystemException file) {
            return file.getFile() + ": cannot be written: " + Reason.of(file);
        }
        return Reason.of(failure);
    }
}
