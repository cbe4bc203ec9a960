package org.fakesmtp.plugins.standard.console;

/** Something to be shown. It is made by a session's thread, which must not wait, and put into words by the one that writes. */
interface Entry {

    /** About how many chars it keeps in memory. */
    int weight();

    /** How many lines it becomes. */
    int lines();

    /** Appends its lines, escaped. */
    void print(StringBuilder out, Look look);
}
