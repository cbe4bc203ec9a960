package org.fakesmtp.protocol;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.fakesmtp.mail.SessionFacts;
import org.fakesmtp.setting.Settings;

/** Sessions of a server without plugins that offers STARTTLS, for which time stands still. */
final class Plain {

    private static final InstantSource CLOCK = InstantSource.fixed(Instant.EPOCH);

    private static final ProtocolSettings SETTINGS =
            ProtocolSettings.read(Settings.of(Map.of("tls.mode", "starttls")), AuthPolicy.OFF);

    private Plain() {}

    static Behaviour behaviour(ReplyCatalogue replies) {
        return behaviour(replies, List.of(), CountedContent::new, Memory.unlimited());
    }

    static Behaviour behaviour(
            ReplyCatalogue replies, List<Interceptor> interceptors, ContentBuffer.Source contents, Memory memory) {
        return new Behaviour(SETTINGS, replies, List.of(), interceptors, List.of(), false, contents, memory);
    }

    static ReplyCatalogue replies() {
        return ReplyCatalogue.read(Settings.of(Map.of()), SETTINGS);
    }

    static CommandContext context(Behaviour behaviour) {
        return new CommandContext(behaviour, facts(), CLOCK, address -> true);
    }

    static Conversation conversation(Behaviour behaviour) {
        return new Conversation(() -> behaviour, facts(), CLOCK);
    }

    private static SessionFacts facts() {
        InetSocketAddress client = new InetSocketAddress(InetAddress.getLoopbackAddress(), 54321);
        return SessionFacts.fresh("s1", client, "default", Instant.EPOCH);
    }
}
