package org.fakesmtp.plugins.sample;

import ch.qos.logback.classic.Level;
import picocli.CommandLine;

/** What nothing but the dist may do: each method uses a library that belongs there. */
public interface UsesLibrariesOfDist {
    void logback(Level level);

    void picocli(CommandLine commandLine);
}
