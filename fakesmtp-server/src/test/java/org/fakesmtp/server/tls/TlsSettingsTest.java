package org.fakesmtp.server.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.fakesmtp.protocol.ProtocolSettings.TlsMode;
import org.fakesmtp.setting.SettingException;
import org.fakesmtp.setting.Settings;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class TlsSettingsTest {

    private static final PemSamples EC = PemSamples.of("EC", 256);
    private static final PemSamples RSA = PemSamples.of("RSA", 2048);
    private static final PemSamples ED = PemSamples.of("Ed25519", 255);
    private static final PemSamples PSS = PemSamples.of("RSASSA-PSS", 2048);
    private static final String GARBAGE = "-----BEGIN %1$s-----\nAAAA\n-----END %1$s-----\n";

    @TempDir
    private Path folder;

    @BeforeEach
    void writeFiles() throws Exception {
        file("ec.pem", EC.certificatePem());
        file("ec.key", EC.key());
        file("rsa.pem", RSA.certificatePem());
        file("empty.pem", "no certificate\n");
        file("damaged.pem", GARBAGE.formatted("CERTIFICATE"));
        file("damaged.key", GARBAGE.formatted("PRIVATE KEY"));
        file("encrypted.key", EC.encryptedKey());
        file("traditional.key", RSA.encryptedTraditionalKey());
        Files.createDirectory(folder.resolve("directory"));
        keyStore("server.p12", "PKCS12", "secret");
        keyStore("server.jks", "JKS", "secret");
        keyStore("empty.p12", "PKCS12", "");
    }

    @Test
    void withoutSettingsTlsIsOfferedWithACertificateOfTheServersOwn() {
        TlsSettings settings = read();

        assertThat(settings)
                .isEqualTo(new TlsSettings(
                        TlsSettings.ClientAuth.NONE,
                        Optional.empty(),
                        List.of(),
                        List.of("TLSv1.2", "TLSv1.3"),
                        List.of()));
    }

    @Test
    void aListenersSettingsHideTheGeneralOnes() {
        Settings general = settings("tls.client-auth", "want", "tls.protocols", "1.2");
        Settings own = settings("tls.client-auth", "require", "tls.protocols", "1.3");

        TlsSettings settings = TlsSettings.read(own, general, TlsMode.STARTTLS);

        assertThat(settings.clientAuth()).isEqualTo(TlsSettings.ClientAuth.REQUIRE);
        assertThat(settings.protocols()).containsExactly("TLSv1.3");
    }

    @Test
    void aListenersCertificateHidesTheGeneralKeyStore() {
        Settings general = settings("tls.keystore", "server.p12", "tls.keystore-password", "secret");
        Settings own = settings("tls.certificate", "ec.pem", "tls.key", "ec.key");

        assertThat(certificates(TlsSettings.read(own, general, TlsMode.STARTTLS)))
                .containsExactly(EC.certificate());
        assertThat(certificates(TlsSettings.read(settings(), general, TlsMode.STARTTLS)))
                .containsExactly(RSA.certificate());
    }

    @Test
    void everyKeyIsKnownInBothPlaces() {
        Settings general = settings("tls.keystore", "server.p12", "tls.keystore-password", "secret");
        Settings own = settings("tls.trust", "x", "tls.certificate", "x", "tls.key-password", "x");

        TlsSettings.read(own, general, TlsMode.OFF);

        assertThat(own.unknown()).isEmpty();
        assertThat(general.unknown()).isEmpty();
    }

    static Stream<Arguments> keys() {
        return Stream.of(EC, RSA)
                .flatMap(sample -> Stream.of(
                        arguments(sample, sample.key()),
                        arguments(sample, sample.traditionalKey()),
                        arguments(sample, sample.encryptedKey()),
                        arguments(sample, sample.encryptedTraditionalKey()),
                        arguments(sample, sample.certificatePem() + sample.key()),
                        arguments(sample, "Bag Attributes\n" + sample.key().replace("\n", "\r\n")),
                        arguments(ED, ED.key()),
                        arguments(PSS, PSS.key())));
    }

    @ParameterizedTest
    @MethodSource("keys")
    void aKeyIsReadInEveryForm(PemSamples sample, String key) {
        file("some.pem", sample.certificatePem());
        file("some.key", key);

        TlsSettings settings = read("tls.certificate", "some.pem", "tls.key", "some.key", "tls.key-password", "secret");

        assertThat(KeyPairs.fit(
                        settings.identity().orElseThrow().key(), sample.keys().getPublic()))
                .isTrue();
    }

    @Test
    void chainAndKeyMayStandInOneFile() {
        file("all.pem", EC.traditionalKey() + "text\n" + EC.certificatePem() + RSA.certificatePem());

        assertThat(certificates(read("tls.certificate", "all.pem")))
                .containsExactly(EC.certificate(), RSA.certificate());
    }

    @Test
    void anIdentityNeverShowsItsKey() {
        assertThat(read("tls.certificate", "ec.pem", "tls.key", "ec.key")
                        .identity()
                        .orElseThrow())
                .hasToString("[CN=localhost]");
    }

    @ParameterizedTest
    @CsvSource({"server.p12", "server.jks"})
    void aKeyStoreOfEitherKindIsRead(String store) {
        TlsSettings settings = read("tls.keystore", store, "tls.keystore-password", "secret");

        assertThat(certificates(settings)).containsExactly(RSA.certificate());
    }

    @Test
    void clientsMayBeTrustedBySeveralAuthorities() {
        file("both.pem", EC.certificatePem() + RSA.certificatePem());

        assertThat(read("tls.trust", "both.pem").trusted()).containsExactly(EC.certificate(), RSA.certificate());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            tls.client-auth=on | tls.client-auth: 'on' is none of none, want, require
            tls.protocols=1.4 | tls.protocols: '1.4' is no list of 1.0, 1.1, 1.2 and 1.3, the versions of TLS that Java has
            tls.protocols= | tls.protocols: '' is no list of 1.0, 1.1, 1.2 and 1.3, the versions of TLS that Java has
            tls.ciphers=TLS_AES_128_GCM_SHA256, | tls.ciphers: 'TLS_AES_128_GCM_SHA256,' has a comma with nothing before or after it
            tls.certificate= | tls.certificate: '' is no path
            tls.certificate=none.pem | tls.certificate: '@none.pem' does not exist
            tls.certificate=directory | tls.certificate: '@directory' cannot be read: it is a directory
            tls.certificate=empty.pem | tls.certificate: '@empty.pem' has no certificate in PEM, which begins with -----BEGIN CERTIFICATE-----
            tls.certificate=ec.pem | tls.certificate: '@ec.pem' has no private key in PEM, which begins with -----BEGIN PRIVATE KEY-----
            tls.certificate=ec.pem tls.key=none.key | tls.key: '@none.key' does not exist
            tls.certificate=ec.pem tls.key=rsa.pem | tls.key: '@rsa.pem' has no private key in PEM, which begins with -----BEGIN PRIVATE KEY-----
            tls.certificate=rsa.pem tls.key=ec.key | tls.key: the key in '@ec.key' does not fit the certificate CN=localhost in '@rsa.pem'
            tls.certificate=ec.pem tls.key=encrypted.key | tls.key: '@encrypted.key' has an encrypted key: tls.key-password opens it
            tls.certificate=ec.pem tls.key=encrypted.key tls.key-password=wrong | tls.key-password: does not open the key in '@encrypted.key'
            tls.certificate=rsa.pem tls.key=traditional.key tls.key-password=wrong | tls.key-password: does not open the key in '@traditional.key'
            tls.key=ec.key | tls.key: needs tls.certificate, the certificate for this key
            tls.keystore=server.p12 tls.certificate=ec.pem | tls.keystore: stands beside tls.certificate: take one of the two
            tls.keystore=none.p12 | tls.keystore: '@none.p12' does not exist
            tls.keystore=ec.pem | tls.keystore: '@ec.pem' is no key store, neither PKCS12 nor JKS
            tls.keystore=empty.p12 | tls.keystore: '@empty.p12' has no private key with a certificate
            tls.keystore=server.p12 | tls.keystore: '@server.p12' does not open: it needs tls.keystore-password
            tls.keystore=server.p12 tls.keystore-password=wrong | tls.keystore-password: does not open the key store '@server.p12'
            tls.keystore=server.jks tls.keystore-password=wrong | tls.keystore-password: does not open the key store '@server.jks'
            tls.keystore=server.jks tls.keystore-password=secret tls.key-password=wrong | tls.key-password: does not open the key in the key store '@server.jks'
            tls.trust=empty.pem | tls.trust: '@empty.pem' has no certificate in PEM, which begins with -----BEGIN CERTIFICATE-----
            """)
    void whatIsWrongIsToldWithItsKeyAndItsFile(String given, String message) {
        String[] pairs = Stream.of(given.split(" "))
                .flatMap(pair -> Stream.of(pair.split("=", 2)))
                .toArray(String[]::new);

        assertThatExceptionOfType(SettingException.class)
                .isThrownBy(() -> read(pairs))
                .withMessage("settings: " + message.replace("@", folder + "/"));
    }

    @ParameterizedTest
    @CsvSource({
        "damaged.pem,ec.key,tls.certificate,has a damaged certificate: ",
        "ec.pem,damaged.key,tls.key,has a damaged or unknown private key: "
    })
    void aDamagedFileIsTold(String certificate, String key, String wrong, String message) {
        assertThatExceptionOfType(SettingException.class)
                .isThrownBy(() -> read("tls.certificate", certificate, "tls.key", key))
                .withMessageStartingWith("settings: " + wrong + ": ")
                .withMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource({
        "none.pem,none.key,does not exist,does not exist",
        "damaged.pem,damaged.key,has a damaged certificate,has a damaged or unknown private key",
        "empty.pem,directory,has no certificate in PEM,cannot be read",
        "directory,encrypted.key,cannot be read,has an encrypted key"
    })
    void certificate_and_key_that_are_both_wrong_are_told_in_one_run(
            String certificate, String key, String ofCertificate, String ofKey) {
        assertThatExceptionOfType(SettingException.class)
                .isThrownBy(() -> read("tls.certificate", certificate, "tls.key", key))
                .satisfies(
                        error -> assertThat(String.valueOf(error.getMessage()).lines())
                                .satisfiesExactly(
                                        line -> assertThat(line)
                                                .startsWith("settings: tls.certificate: ")
                                                .contains(ofCertificate),
                                        line -> assertThat(line)
                                                .startsWith("settings: tls.key: ")
                                                .contains(ofKey)));
    }

    private TlsSettings read(String... pairs) {
        return TlsSettings.read(settings(), settings(pairs), TlsMode.STARTTLS);
    }

    /** Settings of keys and values; the name of a file is one in the folder. */
    private Settings settings(String... pairs) {
        Map<String, String> values = new HashMap<>();
        for (int index = 0; index < pairs.length; index += 2) {
            boolean file =
                    pairs[index].matches("tls\\.(keystore|certificate|key|trust)") && !pairs[index + 1].isEmpty();
            values.put(pairs[index], file ? folder.resolve(pairs[index + 1]).toString() : pairs[index + 1]);
        }
        return Settings.of(values);
    }

    private static List<X509Certificate> certificates(TlsSettings settings) {
        return settings.identity().orElseThrow().chain();
    }

    private void file(String name, String text) {
        PemSamples.write(folder.resolve(name), text);
    }

    private void keyStore(String name, String type, String password) throws Exception {
        KeyStore store = KeyStore.getInstance(type);
        store.load(null, null);
        if (!password.isEmpty()) {
            store.setKeyEntry(
                    "server", RSA.keys().getPrivate(), password.toCharArray(), new Certificate[] {RSA.certificate()});
        }
        try (var out = Files.newOutputStream(folder.resolve(name))) {
            store.store(out, password.toCharArray());
        }
    }
}
