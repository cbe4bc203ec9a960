package org.fakesmtp.server.transport;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts the connections, in all and by the client's address, and says which is one too many. */
final class Admission {

    /** So many connections that are too many are told so at a time; of a flood, the others are closed without a word. */
    static final int TOLD = 256;

    private final int limit;
    private final int perAddress;
    private final AtomicInteger admitted = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();
    private final ConcurrentMap<String, Integer> byAddress = new ConcurrentHashMap<>();

    /** What becomes of a connection. */
    enum Verdict {
        ADMITTED,
        /** One too many: the client is told so. */
        REFUSED,
        /** One too many from its address: the client is told so. */
        REFUSED_FROM_ADDRESS,
        /** One too many of those. */
        IGNORED
    }

    Admission(ConnectionLimits limits) {
        this.limit = limits.connections() == 0 ? Integer.MAX_VALUE : limits.connections();
        this.perAddress = limits.perAddress() == 0 ? Integer.MAX_VALUE : limits.perAddress();
    }

    /** A connection comes from this address; {@link #leave} must follow when it goes. */
    Verdict enter(String address) {
        Verdict verdict = Verdict.REFUSED;
        if (admitted.incrementAndGet() <= limit) {
            if (byAddress.merge(address, 1, Integer::sum) <= perAddress) {
                return Verdict.ADMITTED;
            }
            forget(address);
            verdict = Verdict.REFUSED_FROM_ADDRESS;
        }
        admitted.decrementAndGet();
        return refused.incrementAndGet() <= TOLD ? verdict : Verdict.IGNORED;
    }

    /** A connection that was admitted counts for another address from now on. False, and nothing changes, where that has its share. */
    boolean move(String from, String to) {
        if (!from.equals(to)) {
            if (byAddress.merge(to, 1, Integer::sum) > perAddress) {
                forget(to);
                return false;
            }
            forget(from);
        }
        return true;
    }

    /** A connection goes. */
    void leave(String address, Verdict verdict) {
        if (verdict == Verdict.ADMITTED) {
            admitted.decrementAndGet();
            forget(address);
        } else {
            refused.decrementAndGet();
        }
    }

    private void forget(String address) {
        byAddress.computeIfPresent(address, (known, count) -> count == 1 ? null : count - 1);
    }
}
