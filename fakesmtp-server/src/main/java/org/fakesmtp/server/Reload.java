package org.fakesmtp.server;

import java.util.List;

/**
 * What came of reading the settings again.
 *
 * @param restart the keys whose values differ from those that the server was started with and that only a restart puts into force, in the order of the settings
 * @param warnings what is allowed and yet hardly meant, in words for the user
 */
public record Reload(List<String> restart, List<String> warnings) {

    /** Keeps copies of the lists. */
    public Reload {
        restart = List.copyOf(restart);
        warnings = List.copyOf(warnings);
    }
}
