package org.fakesmtp.server.tls;

import java.io.IOException;
import java.io.StringReader;
import java.security.PrivateKey;
import java.util.Optional;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.openssl.PEMEncryptedKeyPair;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.openssl.jcajce.JceOpenSSLPKCS8DecryptorProviderBuilder;
import org.bouncycastle.openssl.jcajce.JcePEMDecryptorProviderBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfo;
import org.bouncycastle.pkcs.PKCSException;
import org.fakesmtp.internal.Reason;
import org.fakesmtp.setting.Setting;
import org.fakesmtp.setting.SettingException;

/** Reads a private key from PEM: PKCS#8, PKCS#1 or that of an elliptic curve, encrypted or not. */
final class PemKey {

    private final PemFile file;
    private final Optional<Setting> password;

    private PemKey(PemFile file, Optional<Setting> password) {
        this.file = file;
        this.password = password;
    }

    /** The first private key of the file. */
    static PrivateKey read(PemFile file, Optional<Setting> password) {
        return new PemKey(file, password).read();
    }

    private PrivateKey read() {
        try (PEMParser parser = new PEMParser(new StringReader(file.text()))) {
            for (Object section = parser.readObject(); section != null; section = parser.readObject()) {
                Optional<PrivateKeyInfo> key = key(section);
                if (key.isPresent()) {
                    return new JcaPEMKeyConverter().getPrivateKey(key.get());
                }
            }
        } catch (IOException | RuntimeException e) {
            throw e instanceof SettingException wrong
                    ? wrong
                    : file.error("has a damaged or unknown private key: " + Reason.of(e));
        }
        throw file.error("has no private key in PEM, which begins with -----BEGIN PRIVATE KEY-----");
    }

    /** The key of a section; empty where it is another thing, such as a certificate or the name of a curve. */
    private Optional<PrivateKeyInfo> key(Object section) {
        if (section instanceof PrivateKeyInfo key) {
            return Optional.of(key);
        }
        if (section instanceof PEMKeyPair pair) {
            return Optional.of(pair.getPrivateKeyInfo());
        }
        if (section instanceof PKCS8EncryptedPrivateKeyInfo encrypted) {
            return Optional.of(decrypted(encrypted));
        }
        return section instanceof PEMEncryptedKeyPair encrypted ? Optional.of(decrypted(encrypted)) : Optional.empty();
    }

    private PrivateKeyInfo decrypted(PKCS8EncryptedPrivateKeyInfo encrypted) {
        try {
            return encrypted.decryptPrivateKeyInfo(new JceOpenSSLPKCS8DecryptorProviderBuilder()
                    .setProvider(new BouncyCastleProvider())
                    .build(password()));
        } catch (PKCSException | OperatorCreationException e) {
            throw wrongPassword();
        }
    }

    private PrivateKeyInfo decrypted(PEMEncryptedKeyPair encrypted) {
        try {
            return encrypted
                    .decryptKeyPair(new JcePEMDecryptorProviderBuilder()
                            .setProvider(new BouncyCastleProvider())
                            .build(password()))
                    .getPrivateKeyInfo();
        } catch (IOException e) {
            throw wrongPassword();
        }
    }

    private char[] password() {
        return password.map(Setting::value)
                .orElseThrow(() -> file.error("has an encrypted key: tls.key-password opens it"))
                .toCharArray();
    }

    private SettingException wrongPassword() {
        return password.orElse(file.setting())
                .error("does not open the key in '" + file.setting().value() + "'");
    }
}
