package org.fakesmtp.server.transport;

import org.fakesmtp.setting.Settings;

/**
 * What clients may have of a server. 0 is no limit.
 *
 * @param connections {@code limit.connections}: the most connections at a time
 * @param perAddress {@code limit.connections-per-address}: the most of them from one address
 * @param times how much time a client may take
 */
public record ConnectionLimits(int connections, int perAddress, TimeLimits times) {

    /** Reads {@code limit.connections}, {@code limit.connections-per-address} and the limits of time. */
    public static ConnectionLimits read(Settings settings) {
        return new ConnectionLimits(
                settings.number("limit.connections", 15_000),
                settings.number("limit.connections-per-address", 12_000),
                TimeLimits.read(settings));
    }
}
