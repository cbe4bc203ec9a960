package org.fakesmtp.plugins.sample;

import org.apache.mina.core.session.IoSession;
import org.fakesmtp.dist.Main;

/** What a plugin must not do: each method sees what belongs to the server or the program. */
public interface SeesServer {
    void mina(IoSession session);

    void program(Main main);
}
