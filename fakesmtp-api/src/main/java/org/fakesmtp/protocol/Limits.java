package org.fakesmtp.protocol;

import org.fakesmtp.setting.Settings;

/**
 * What a session may use up. 0 is no limit.
 *
 * @param commandLine {@code limit.command-line}: the most octets of a command line, CR LF included
 * @param size {@code limit.size}: the most octets of a message
 * @param recipients {@code limit.recipients}: the most recipients of a transaction
 * @param transactions {@code limit.transactions}: the most transactions of a session
 * @param errors {@code limit.errors}: the most 4yz and 5yz replies of a session; those that a rule orders do not count
 * @param idleCommands {@code limit.idle-commands}: the most commands in a row that bring no message forward
 */
public record Limits(int commandLine, long size, int recipients, int transactions, int errors, int idleCommands) {

    /** Lines of 2,048 octets, 50 MB, 1,000 recipients, a million transactions, 100 errors, 1,000 idle commands. */
    public static final Limits DEFAULTS = new Limits(2048, 50L * 1024 * 1024, 1000, 1_000_000, 100, 1000);

    static Limits read(Settings settings) {
        return new Limits(
                (int) Math.min(Integer.MAX_VALUE, settings.size("limit.command-line", DEFAULTS.commandLine)),
                settings.size("limit.size", DEFAULTS.size),
                settings.number("limit.recipients", DEFAULTS.recipients),
                settings.number("limit.transactions", DEFAULTS.transactions),
                settings.number("limit.errors", DEFAULTS.errors),
                settings.number("limit.idle-commands", DEFAULTS.idleCommands));
    }
}
