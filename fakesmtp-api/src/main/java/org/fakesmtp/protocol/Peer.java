package org.fakesmtp.protocol;

import java.net.InetSocketAddress;
import java.util.function.Predicate;
import org.fakesmtp.api.Phase;
import org.fakesmtp.mail.SessionFacts;

/** Who is at the other end of the connection, whomever it says by XCLIENT it speaks for. */
final class Peer {

    private final InetSocketAddress address;
    private final Predicate<String> admission;
    private Phase afterBanner = Phase.GREETED;

    /** @param admission whether the session may go on as one of a client at this address; if so, it counts as one */
    Peer(InetSocketAddress address, Predicate<String> admission) {
        this.address = address;
        this.admission = admission;
    }

    InetSocketAddress address() {
        return address;
    }

    /** The phase that follows a banner which is no refusal. */
    Phase afterBanner() {
        return afterBanner;
    }

    /**
     * Speaks for another client. False, and nothing changes, where there are too many from its address.
     *
     * @param greeted whether MAIL may follow the banner at once
     */
    boolean speaksFor(SessionFacts other, boolean greeted) {
        boolean admitted = admission.test(other.clientAddress());
        afterBanner = admitted ? afterBanner(greeted) : afterBanner;
        return admitted;
    }

    private static Phase afterBanner(boolean greeted) {
        return greeted ? Phase.READY : Phase.GREETED;
    }
}
