package org.fakesmtp.dist;

import java.nio.file.Path;

/** A client that people send mail with. */
interface MailClient {

    /**
     * Sends a mail as it is, and returns when the server has taken it.
     *
     * @param content a file with the mail's content
     */
    void send(Mail mail, Path content, int port) throws Exception;
}
