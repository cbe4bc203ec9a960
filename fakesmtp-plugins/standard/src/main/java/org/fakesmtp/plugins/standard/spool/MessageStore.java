package org.fakesmtp.plugins.standard.spool;

import java.io.Closeable;
import java.io.IOException;
import org.fakesmtp.api.Message;

/** Keeps messages as files of some form. */
interface MessageStore extends Closeable {

    /** Returns when the message is durable and visible. Where it throws, nothing of the message is visible. */
    void keep(Message message) throws IOException;
}
