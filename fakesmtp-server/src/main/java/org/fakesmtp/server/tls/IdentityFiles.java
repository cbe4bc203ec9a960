package org.fakesmtp.server.tls;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.fakesmtp.api.Setting;
import org.fakesmtp.api.Settings;

/** Where the server's certificate and its key stand: in a key store, or in PEM files. */
record IdentityFiles(
        Optional<Setting> keyStore,
        Optional<Setting> keyStorePassword,
        Optional<Setting> certificate,
        Optional<Setting> key,
        Optional<Setting> keyPassword) {

    /** The listener's own where it names any, and those of all otherwise. */
    static IdentityFiles read(Settings listener, Settings all) {
        IdentityFiles general = read(all);
        IdentityFiles own = read(listener);
        return Stream.of(own.keyStore, own.certificate, own.key).anyMatch(Optional::isPresent) ? own : general;
    }

    private static IdentityFiles read(Settings settings) {
        return new IdentityFiles(
                settings.get("keystore"),
                settings.get("keystore-password"),
                settings.get("certificate"),
                settings.get("key"),
                settings.get("key-password"));
    }

    /** What the files hold; empty where none is named. */
    Optional<Identity> identity() {
        keyStore.filter(setting -> certificate.isPresent()).ifPresent(setting -> {
            throw setting.error("stands beside tls.certificate: take one of the two");
        });
        key.filter(setting -> certificate.isEmpty()).ifPresent(setting -> {
            throw setting.error("needs tls.certificate, the certificate for this key");
        });
        return keyStore.map(this::ofKeyStore).or(() -> certificate.map(this::ofPem));
    }

    private Identity ofKeyStore(Setting setting) {
        return new KeyStoreFile(setting, password(keyStorePassword), password(keyPassword)).identity();
    }

    /** The key may stand in the file of the certificate. */
    private Identity ofPem(Setting setting) {
        List<X509Certificate> certificates = PemFile.of(setting).certificates();
        PrivateKey read = PemKey.read(PemFile.of(key.orElse(setting)), password(keyPassword));
        Identity identity = new Identity(read, certificates);
        if (!KeyPairs.fit(identity.key(), identity.certificate().getPublicKey())) {
            throw key.orElse(setting)
                    .error("the key in '" + key.orElse(setting).value() + "' does not fit the certificate "
                            + identity.certificate().getSubjectX500Principal() + " in '" + setting.value() + "'");
        }
        return identity;
    }

    private static Optional<char[]> password(Optional<Setting> setting) {
        return setting.map(Setting::value).map(String::toCharArray);
    }
}
