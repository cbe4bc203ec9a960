package org.fakesmtp.api;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A setting that is wrong. The message is meant for the user: it names where the setting stands, its key, its value and
 * what would be right. Where several are wrong, it has a line for each.
 */
public final class SettingException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** {@link Setting#error} makes one that names where the setting stands and its key. */
    public SettingException(String message) {
        super(message);
    }

    /** One exception for all of these, a line for each. */
    public static SettingException joined(List<SettingException> errors) {
        return new SettingException(errors.stream().map(Throwable::getMessage).collect(Collectors.joining("\n")));
    }
}
