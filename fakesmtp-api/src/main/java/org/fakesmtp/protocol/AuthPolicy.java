package org.fakesmtp.protocol;

import java.util.List;
import java.util.function.Function;
import org.fakesmtp.api.Settings;
import org.fakesmtp.sasl.Mechanism;
import org.fakesmtp.sasl.Mechanisms;
import org.fakesmtp.sasl.Users;

/**
 * Who may authenticate, and whether one must (RFC 4954).
 *
 * @param users whose credentials are taken
 * @param mechanisms how; none where AUTH is off
 * @param required whether most commands are refused before
 * @param requiresTls whether AUTH is refused in the clear
 */
public record AuthPolicy(Users users, List<Mechanism> mechanisms, boolean required, boolean requiresTls) {

    /** Nobody can authenticate. */
    public static final AuthPolicy OFF = new AuthPolicy(Users.any(), List.of(), false, false);

    /** Keeps a copy of the mechanisms. */
    public AuthPolicy {
        mechanisms = List.copyOf(mechanisms);
    }

    /**
     * Reads {@code auth.mode}, {@code auth.required} and {@code auth.requires-tls}.
     *
     * @param files reads the users file of this name
     * @throws org.fakesmtp.api.SettingException where a value is wrong
     */
    public static AuthPolicy read(Settings settings, Function<String, Users> files) {
        boolean required = settings.flag("auth.required", false);
        boolean requiresTls = settings.flag("auth.requires-tls", false);
        return settings.value("auth.mode", mode -> switch (mode) {
                    case "any" -> of(Users.any(), required, requiresTls);
                    case "off" -> new AuthPolicy(Users.any(), List.of(), required, requiresTls);
                    default -> of(files.apply(mode), required, requiresTls);
                })
                .orElseGet(() -> of(Users.any(), required, requiresTls));
    }

    /** These users, by every mechanism that can be offered for them. */
    public static AuthPolicy of(Users users, boolean required, boolean requiresTls) {
        return new AuthPolicy(users, Mechanisms.offered(users), required, requiresTls);
    }
}
