package org.fakesmtp.server.tls;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.PrivateKey;
import java.security.UnrecoverableKeyException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.fakesmtp.api.Reason;
import org.fakesmtp.api.Setting;
import org.fakesmtp.api.SettingException;

/**
 * A key store in PKCS12 or JKS that a setting names.
 *
 * @param keyPassword where the key has another one than the store
 */
@SuppressWarnings("ArrayRecordComponent") // a password is never compared
record KeyStoreFile(Setting setting, Optional<char[]> password, Optional<char[]> keyPassword) {

    /** The first key with a certificate, by alias. */
    Identity identity() {
        KeyStore store = load();
        try {
            List<String> aliases =
                    Collections.list(store.aliases()).stream().sorted().toList();
            for (String alias : aliases) {
                if (store.isKeyEntry(alias) && store.getCertificate(alias) instanceof X509Certificate) {
                    return identity(store, alias);
                }
            }
        } catch (UnrecoverableKeyException e) {
            throw error("has a key that does not open with tls.key-password, nor with tls.keystore-password");
        } catch (GeneralSecurityException e) {
            throw error("has a key of an unknown kind: " + Reason.of(e));
        }
        throw error("has no private key with a certificate");
    }

    private Identity identity(KeyStore store, String alias) throws GeneralSecurityException {
        Key key = store.getKey(alias, keyPassword.or(() -> password).orElse(new char[0]));
        List<X509Certificate> chain = Arrays.stream(store.getCertificateChain(alias))
                .map(X509Certificate.class::cast)
                .toList();
        return new Identity((PrivateKey) key, chain);
    }

    private KeyStore load() {
        PemFile.octets(setting);
        try {
            return KeyStore.getInstance(TlsSettings.path(setting).toFile(), password.orElse(new char[0]));
        } catch (KeyStoreException e) {
            throw error("is no key store, neither PKCS12 nor JKS");
        } catch (IOException | GeneralSecurityException e) {
            throw error(
                    e.getCause() instanceof UnrecoverableKeyException
                            ? "does not open with tls.keystore-password"
                            : "is a damaged key store: " + Reason.of(e));
        }
    }

    private SettingException error(String what) {
        return setting.error("'" + setting.value() + "' " + what);
    }
}
