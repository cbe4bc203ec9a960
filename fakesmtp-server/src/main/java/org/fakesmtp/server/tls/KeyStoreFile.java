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
import org.fakesmtp.internal.Reason;
import org.fakesmtp.setting.Setting;
import org.fakesmtp.setting.SettingException;

/**
 * A key store in PKCS12 or JKS that a setting names.
 *
 * @param keyPassword where the key has another one than the store
 */
record KeyStoreFile(Setting setting, Optional<Setting> password, Optional<Setting> keyPassword) {

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
            throw keyPassword
                    .map(wrong -> wrong.error("does not open the key in the key store '" + setting.value() + "'"))
                    .orElseGet(() -> error(
                            "has a key that does not open with tls.keystore-password:" + " tls.key-password opens it"));
        } catch (GeneralSecurityException e) {
            throw error("has a key of an unknown kind: " + Reason.of(e));
        }
        throw error("has no private key with a certificate");
    }

    private Identity identity(KeyStore store, String alias) throws GeneralSecurityException {
        Key key = store.getKey(alias, characters(keyPassword.or(() -> password)));
        List<X509Certificate> chain = Arrays.stream(store.getCertificateChain(alias))
                .map(X509Certificate.class::cast)
                .toList();
        return new Identity((PrivateKey) key, chain);
    }

    private KeyStore load() {
        PemFile.octets(setting);
        try {
            return KeyStore.getInstance(TlsSettings.path(setting).toFile(), characters(password));
        } catch (KeyStoreException e) {
            throw error("is no key store, neither PKCS12 nor JKS");
        } catch (IOException | GeneralSecurityException e) {
            throw e.getCause() instanceof UnrecoverableKeyException
                    ? closed()
                    : error("is a damaged key store: " + Reason.of(e));
        }
    }

    private SettingException closed() {
        return password.map(wrong -> wrong.error("does not open the key store '" + setting.value() + "'"))
                .orElseGet(() -> error("does not open: it needs tls.keystore-password"));
    }

    private static char[] characters(Optional<Setting> password) {
        return password.map(Setting::value).orElse("").toCharArray();
    }

    private SettingException error(String what) {
        return setting.error("'" + setting.value() + "' " + what);
    }
}
