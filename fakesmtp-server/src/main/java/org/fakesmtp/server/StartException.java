package org.fakesmtp.server;

import org.fakesmtp.setting.Setting;

/** The server cannot start, such as for a port in use. The message is one line meant for the user. */
public final class StartException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    StartException(String message, Throwable cause) {
        super(message, cause);
    }

    /** The same with the place of the setting that has asked for it. */
    StartException at(Setting setting) {
        return new StartException(
                String.valueOf(setting.error(String.valueOf(getMessage())).getMessage()), this);
    }
}
