package org.fakesmtp.server.transport;

import java.time.Duration;
import org.fakesmtp.setting.Settings;

/**
 * How much time a client may take. Zero is no limit. All are looked at once a second.
 *
 * @param idle {@code limit.idle}: for saying anything at all, and for reading what it was told
 * @param command {@code limit.command-time}: from the first octet of a line to its end; a silence in between counts as a minute at most
 * @param message {@code limit.message-time}: from DATA, or the first chunk, to the end of the content
 * @param minRate {@code limit.min-rate}: the fewest octets a second of content, on the average of a minute in which octets keep coming; a longer wait between two counts as five seconds
 * @param scriptedWait {@code limit.scripted-wait}: so long a pause that a rule orders suspends the other limits; they go on behind that
 */
public record TimeLimits(Duration idle, Duration command, Duration message, long minRate, Duration scriptedWait) {

    /** No limit at all. */
    public static final TimeLimits NONE = new TimeLimits(Duration.ZERO, Duration.ZERO, Duration.ZERO, 0, Duration.ZERO);

    static TimeLimits read(Settings settings) {
        return new TimeLimits(
                settings.duration("limit.idle", Duration.ofMinutes(5)),
                settings.duration("limit.command-time", Duration.ofMinutes(2)),
                settings.duration("limit.message-time", Duration.ofHours(1)),
                settings.rate("limit.min-rate", 1),
                settings.duration("limit.scripted-wait", Duration.ofHours(1)));
    }
}
