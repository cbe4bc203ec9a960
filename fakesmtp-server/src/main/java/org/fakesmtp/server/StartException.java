package org.fakesmtp.server;

/** The server cannot start, such as for a port in use. The message is one line meant for the user. */
public final class StartException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    StartException(String message, Throwable cause) {
        super(message, cause);
    }
}
