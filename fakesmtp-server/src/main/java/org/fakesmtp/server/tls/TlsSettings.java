package org.fakesmtp.server.tls;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.fakesmtp.api.Setting;
import org.fakesmtp.api.SettingException;
import org.fakesmtp.api.Settings;
import org.fakesmtp.api.Values;

/**
 * What a listener does about TLS. A listener's keys hide the general ones; of key store and certificate it has its own where it names either.
 *
 * @param required {@code tls.required}: nothing is done before STARTTLS
 * @param clientAuth {@code tls.client-auth}: whether the client is asked for a certificate
 * @param identity the user's certificate; empty where the server's own authority issues one
 * @param trusted {@code tls.trust}: whose client certificates are taken; where it is empty, anyone's
 * @param protocols as Java names them
 */
public record TlsSettings(
        Mode mode,
        boolean required,
        ClientAuth clientAuth,
        Optional<Identity> identity,
        List<X509Certificate> trusted,
        List<String> protocols) {

    /** When TLS begins. */
    public enum Mode {
        STARTTLS,
        IMPLICIT,
        OFF
    }

    /** Whether a client has to show a certificate. */
    public enum ClientAuth {
        NONE,
        WANT,
        REQUIRE
    }

    private static final Map<String, String> PROTOCOLS = Map.of("1.2", "TLSv1.2", "1.3", "TLSv1.3");

    public TlsSettings {
        trusted = List.copyOf(trusted);
        protocols = List.copyOf(protocols);
    }

    /**
     * Reads {@code tls.*} and the files that are named there; with {@code tls.mode = off} no file is read.
     *
     * @throws SettingException where a value or a file is wrong; it names the key, the file and what is wrong
     */
    public static TlsSettings read(Settings own, Settings general) {
        OverriddenSettings settings = new OverriddenSettings(own.under("tls"), general.under("tls"));
        Mode mode = settings.choice("mode", Mode.STARTTLS);
        boolean required = settings.flag("required");
        ClientAuth clientAuth = settings.choice("client-auth", ClientAuth.NONE);
        IdentityFiles files = IdentityFiles.read(settings);
        Optional<Setting> trust = settings.get("trust");
        List<String> protocols = protocols(settings);
        if (mode == Mode.OFF) {
            return new TlsSettings(mode, unmet(settings, required), clientAuth, Optional.empty(), List.of(), protocols);
        }
        List<X509Certificate> trusted =
                trust.map(setting -> PemFile.of(setting).certificates()).orElse(List.of());
        return new TlsSettings(mode, required, clientAuth, files.identity(), trusted, protocols);
    }

    /** Without TLS nothing can be required: the general requirement falls for a listener that switches TLS off, any other is wrong. */
    private static boolean unmet(OverriddenSettings settings, boolean required) {
        boolean switchedOff = settings.own().get("mode").isPresent();
        Optional<Setting> wrong = switchedOff ? settings.own().get("required") : settings.get("required");
        wrong.filter(setting -> required).ifPresent(setting -> {
            throw setting.error("'on' cannot be met with tls.mode = off");
        });
        return false;
    }

    private static List<String> protocols(OverriddenSettings settings) {
        settings.get("protocols");
        return settings.value("protocols", TlsSettings::protocols).orElse(List.of("TLSv1.2", "TLSv1.3"));
    }

    private static List<String> protocols(String text) {
        List<String> versions = Values.list(text);
        if (versions.isEmpty() || !PROTOCOLS.keySet().containsAll(versions)) {
            throw new IllegalArgumentException(
                    "'" + text + "' is no list of 1.2 and 1.3, the versions of TLS that Java offers");
        }
        return versions.stream().distinct().sorted().map(PROTOCOLS::get).toList();
    }

    static Path path(Setting setting) {
        try {
            if (!setting.value().isBlank()) {
                return Path.of(setting.value());
            }
        } catch (InvalidPathException e) {
            // the same to the user as none
        }
        throw setting.error("'" + setting.value() + "' is no path");
    }
}
