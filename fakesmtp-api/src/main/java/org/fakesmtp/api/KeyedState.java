package org.fakesmtp.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a plugin remembers by key, such as a client's address: so many keys at most, of which the one longest unused goes. Safe for threads; a key's value is changed by one of them at a time.
 *
 * <pre>{@code
 * KeyedState<Integer> counts = KeyedState.lasting(10_000, Duration.ofHours(1), hooks.clock());
 * hooks.answer(Stage.MAIL, exchange -> {
 *     int count = counts.update(exchange.session().clientAddress(), before -> before.orElse(0) + 1);
 *     return count <= 100 ? Answer.proceed() : Answer.reply(452, "4.7.1", "Enough for this hour");
 * });
 * }</pre>
 *
 * @param <V> an immutable value
 */
public final class KeyedState<V> {

    /** How many keys are kept unless told otherwise. */
    public static final int KEYS = 100_000;

    private static final float LOAD = 0.75f;

    /** A longer key is kept as its digest: the table has a bounded size, whatever clients put into their addresses. */
    private static final int LONGEST = 100;

    private final Map<String, Kept<V>> values = new LinkedHashMap<>(16, LOAD, true);
    private final int most;
    private final Optional<Duration> lifetime;
    private final InstantSource clock;
    private long evicted;

    private KeyedState(int most, Optional<Duration> lifetime, InstantSource clock) {
        if (most < 1) {
            throw new IllegalArgumentException("at least 1 key is kept, not " + most);
        }
        this.most = most;
        this.lifetime = lifetime;
        this.clock = clock;
    }

    /** Keeps this many keys, at least 1, for as long as there is room. */
    public static <V> KeyedState<V> of(int most) {
        return new KeyedState<>(most, Optional.empty(), InstantSource.system());
    }

    /** The same, and a value that was not changed for so long by this clock is gone. */
    public static <V> KeyedState<V> lasting(int most, Duration lifetime, InstantSource clock) {
        if (lifetime.isNegative() || lifetime.isZero()) {
            throw new IllegalArgumentException("a value lives for a time, not for " + lifetime);
        }
        return new KeyedState<>(most, Optional.of(lifetime), clock);
    }

    /** The value of a key. To have read it is to have used it. */
    public synchronized Optional<V> get(String key) {
        return Optional.ofNullable(values.get(kept(key))).filter(this::lives).map(Kept::value);
    }

    /** Makes of a key's value, where it has one, its next; nobody else changes it meanwhile. Keep the function short. */
    public synchronized V update(String key, Function<Optional<V>, V> change) {
        V next = change.apply(get(key));
        put(key, next);
        return next;
    }

    /** Keeps a value in place of the one before. */
    public synchronized void put(String key, V value) {
        values.put(kept(key), new Kept<>(value, clock.instant()));
        if (values.size() > most) {
            values.remove(values.keySet().iterator().next());
            evicted++;
        }
    }

    /** Forgets a key. */
    public synchronized void remove(String key) {
        values.remove(kept(key));
    }

    /** How many keys were forgotten for want of room. */
    public synchronized long evicted() {
        return evicted;
    }

    private static String kept(String key) {
        return key.length() <= LONGEST ? key : '#' + HexFormat.of().formatHex(digest(key.getBytes(UTF_8)));
    }

    private static byte[] digest(byte[] octets) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(octets);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("each Java has SHA-256", e);
        }
    }

    private boolean lives(Kept<V> kept) {
        return lifetime.map(time -> kept.since.plus(time).isAfter(clock.instant()))
                .orElse(true);
    }

    /** A value and when it was put. */
    private record Kept<V>(V value, Instant since) {}
}
