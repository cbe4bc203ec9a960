package org.fakesmtp.server.tls;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.fakesmtp.setting.Setting;
import org.fakesmtp.setting.SettingException;
import org.fakesmtp.setting.Settings;

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
        return new KeyStoreFile(setting, keyStorePassword, keyPassword).identity();
    }

    /**
     * The key may stand in the file of the certificate. If it has its own, what is wrong with either is told at once.
     */
    private Identity ofPem(Setting setting) {
        List<SettingException> errors = new ArrayList<>();
        Setting ofKey = key.orElse(setting);
        Optional<List<X509Certificate>> certificates =
                read(() -> PemFile.of(setting).certificates(), errors);
        Optional<PrivateKey> read = certificates.isEmpty() && key.isEmpty()
                ? Optional.empty()
                : read(() -> PemKey.read(PemFile.of(ofKey), keyPassword), errors);
        if (!errors.isEmpty()) {
            throw SettingException.joined(errors);
        }
        Identity identity = new Identity(read.orElseThrow(), certificates.orElseThrow());
        if (!KeyPairs.fit(identity.key(), identity.certificate().getPublicKey())) {
            throw ofKey.error("the key in '" + ofKey.value() + "' does not fit the certificate "
                    + identity.certificate().getSubjectX500Principal() + " in '" + setting.value() + "'");
        }
        return identity;
    }

    private static <T> Optional<T> read(Supplier<T> reading, List<SettingException> errors) {
        try {
            return Optional.of(reading.get());
        } catch (SettingException e) {
            errors.add(e);
            return Optional.empty();
        }
    }
}
