package org.fakesmtp.protocol;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.fakesmtp.internal.Nearest;
import org.fakesmtp.sasl.Mechanism;
import org.fakesmtp.sasl.Mechanisms;
import org.fakesmtp.sasl.Users;
import org.fakesmtp.setting.Settings;
import org.fakesmtp.setting.Values;

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
     * Reads {@code auth.mode}, {@code auth.mechanisms}, {@code auth.required} and {@code auth.requires-tls}.
     *
     * @param files reads the users file of this name
     * @throws org.fakesmtp.setting.SettingException where a value is wrong
     */
    public static AuthPolicy read(Settings settings, Function<String, Users> files) {
        boolean required = settings.flag("auth.required", false);
        boolean requiresTls = settings.flag("auth.requires-tls", false);
        AuthPolicy policy = settings.value("auth.mode", mode -> switch (mode) {
                    case "any" -> of(Users.any(), required, requiresTls);
                    case "off" -> new AuthPolicy(Users.any(), List.of(), required, requiresTls);
                    default -> of(files.apply(mode), required, requiresTls);
                })
                .orElseGet(() -> of(Users.any(), required, requiresTls));
        return settings.value("auth.mechanisms", names -> policy.offering(Values.list(names)))
                .orElse(policy);
    }

    /** The same policy with these mechanisms, in this order. */
    private AuthPolicy offering(List<String> names) {
        if (names.isEmpty()) {
            throw new IllegalArgumentException("names no mechanism such as PLAIN; auth.mode = off switches AUTH off");
        }
        List<Mechanism> chosen = names.stream().flatMap(this::offered).toList();
        if (Set.copyOf(chosen).size() < chosen.size()) {
            throw new IllegalArgumentException("names a mechanism twice");
        }
        return new AuthPolicy(users, chosen, required, requiresTls);
    }

    /** The mechanism of this name; none where AUTH is off. */
    private Stream<Mechanism> offered(String name) {
        Optional<Mechanism> offered = Mechanisms.named(name, mechanisms);
        if (offered.isEmpty() && Mechanisms.names().stream().noneMatch(name::equalsIgnoreCase)) {
            throw new IllegalArgumentException("unknown mechanism '" + name + "'"
                    + Nearest.among(name, Mechanisms.names())
                            .map(near -> ", did you mean " + near + "?")
                            .orElse(", known are " + String.join(", ", Mechanisms.names())));
        }
        if (offered.isEmpty() && !mechanisms.isEmpty()) {
            throw new IllegalArgumentException(
                    name + " needs to know the passwords, so auth.mode has to name a users file");
        }
        return offered.stream();
    }

    /** These users, by every mechanism that can be offered for them. */
    public static AuthPolicy of(Users users, boolean required, boolean requiresTls) {
        return new AuthPolicy(users, Mechanisms.offered(users), required, requiresTls);
    }
}
