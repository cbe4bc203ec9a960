package org.fakesmtp.api;

/** A setting that is wrong. The message is meant for the user: it names where the setting stands, its key, its value and what would be right. */
public final class SettingException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public SettingException(String message) {
        super(message);
    }
}
