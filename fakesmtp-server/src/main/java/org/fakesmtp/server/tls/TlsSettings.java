package org.fakesmtp.server.tls;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.fakesmtp.internal.Reason;
import org.fakesmtp.protocol.ProtocolSettings.TlsMode;
import org.fakesmtp.setting.Setting;
import org.fakesmtp.setting.SettingException;
import org.fakesmtp.setting.Settings;
import org.fakesmtp.setting.Values;

/**
 * What a listener does about TLS. A listener's keys hide the general ones; of key store and certificate it has its own where it names either.
 *
 * @param clientAuth {@code tls.client-auth}: whether the client is asked for a certificate
 * @param identity the user's certificate; empty where the server's own authority issues one
 * @param trusted {@code tls.trust}: whose client certificates are taken; where it is empty, anyone's
 * @param protocols as Java names them
 * @param cipherSuites {@code tls.ciphers}, as Java names them; where it is empty, those that Java chooses
 */
public record TlsSettings(
        ClientAuth clientAuth,
        Optional<Identity> identity,
        List<X509Certificate> trusted,
        List<String> protocols,
        List<String> cipherSuites) {

    /** Whether a client has to show a certificate. */
    public enum ClientAuth {
        /** It is not asked for one. */
        NONE,
        /** It is asked for one, and served without. */
        WANT,
        /** It is asked for one, and without it the handshake fails. */
        REQUIRE
    }

    private static final Map<String, String> PROTOCOLS =
            Map.of("1.0", "TLSv1", "1.1", "TLSv1.1", "1.2", "TLSv1.2", "1.3", "TLSv1.3");

    /** Keeps copies of the lists. */
    public TlsSettings {
        trusted = List.copyOf(trusted);
        protocols = List.copyOf(protocols);
        cipherSuites = List.copyOf(cipherSuites);
    }

    /**
     * Reads {@code tls.*} and the files that are named there; with {@code tls.mode = off} no file is read.
     *
     * @param own settings of a listener
     * @param mode {@code tls.mode} of the listener
     * @throws SettingException where a value or a file is wrong; it names the key, the file and what is wrong
     */
    public static TlsSettings read(Settings own, Settings general, TlsMode mode) {
        Settings settings = own.under("tls").over(general.under("tls"));
        ClientAuth clientAuth = settings.choice("client-auth", ClientAuth.NONE);
        IdentityFiles files = IdentityFiles.read(own.under("tls"), general.under("tls"));
        settings.get("trust");
        List<String> protocols =
                settings.value("protocols", TlsSettings::protocols).orElse(List.of("TLSv1.2", "TLSv1.3"));
        List<String> ciphers = settings.value("ciphers", Values::list).orElse(List.of());
        if (mode == TlsMode.OFF) {
            return new TlsSettings(clientAuth, Optional.empty(), List.of(), protocols, ciphers);
        }
        settings.read("protocols", setting -> allowed(setting, protocols));
        settings.read("ciphers", setting -> allowed(setting, ciphers));
        List<X509Certificate> trusted = settings.read(
                        "trust", setting -> PemFile.of(setting).certificates())
                .orElse(List.of());
        return new TlsSettings(clientAuth, identity(files, settings), trusted, protocols, ciphers);
    }

    private static Optional<Identity> identity(IdentityFiles files, Settings settings) {
        try {
            return files.identity();
        } catch (SettingException e) {
            settings.report("certificate", e);
            return Optional.empty();
        }
    }

    private static List<String> allowed(Setting setting, List<String> names) {
        try {
            JavaTls.allow(names);
            return names;
        } catch (IllegalArgumentException e) {
            throw setting.error("'" + setting.value() + "': " + Reason.of(e));
        }
    }

    /**
     * Checks {@code tls.ciphers} of a listener with TLS. To be called when the settings of all listeners are read: what Java refuses is decided for all when it is first asked for its suites.
     *
     * @throws SettingException where this Java has no such cipher suite; it names it, and the nearest one
     */
    public static void checkCiphers(Settings own, Settings general) {
        Settings settings = own.under("tls").over(general.under("tls"));
        settings.read("ciphers", TlsSettings::checked);
    }

    private static List<String> checked(Setting setting) {
        try {
            List<String> names = Values.list(setting.value());
            names.forEach(CipherSuites::check);
            return names;
        } catch (IllegalArgumentException e) {
            throw setting.error(Reason.of(e));
        }
    }

    private static List<String> protocols(String text) {
        List<String> versions = Values.list(text);
        if (versions.isEmpty() || !PROTOCOLS.keySet().containsAll(versions)) {
            throw new IllegalArgumentException(
                    "'" + text + "' is no list of 1.0, 1.1, 1.2 and 1.3, the versions of TLS that Java has");
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
