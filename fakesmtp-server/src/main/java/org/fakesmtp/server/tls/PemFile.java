package org.fakesmtp.server.tls;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.fakesmtp.internal.Reason;
import org.fakesmtp.server.config.ReadableFile;
import org.fakesmtp.setting.Setting;
import org.fakesmtp.setting.SettingException;

/**
 * A file in PEM (RFC 7468) that a setting names; what stands outside of its sections is no matter.
 *
 * @param setting what errors are about
 */
record PemFile(Setting setting, String text) {

    private static final Pattern CERTIFICATE = Pattern.compile(
            "-----BEGIN (?:X509 |TRUSTED )?CERTIFICATE-----([^-]*)-----END (?:X509 |TRUSTED )?CERTIFICATE-----");

    static PemFile of(Setting setting) {
        return new PemFile(setting, new String(octets(setting), ISO_8859_1));
    }

    /** What stands in the file that a setting names. */
    static byte[] octets(Setting setting) {
        Path path = TlsSettings.path(setting);
        try {
            return ReadableFile.octets(path);
        } catch (NoSuchFileException e) {
            throw setting.error("'" + path + "' does not exist");
        } catch (IOException e) {
            throw setting.error(
                    "'" + path + "' cannot be read: " + (Files.isDirectory(path) ? "it is a directory" : Reason.of(e)));
        }
    }

    /** All certificates in order, at least one. */
    List<X509Certificate> certificates() {
        List<X509Certificate> certificates = new ArrayList<>();
        Matcher matcher = CERTIFICATE.matcher(text);
        while (matcher.find()) {
            certificates.add(certificate(matcher.group(1)));
        }
        if (certificates.isEmpty()) {
            throw error("has no certificate in PEM, which begins with -----BEGIN CERTIFICATE-----");
        }
        return certificates;
    }

    private X509Certificate certificate(String base64) {
        try {
            byte[] encoded = Base64.getMimeDecoder().decode(base64.strip());
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(encoded));
        } catch (CertificateException | IllegalArgumentException e) {
            throw error("has a damaged certificate: " + Reason.of(e));
        }
    }

    SettingException error(String what) {
        return setting.error("'" + setting.value() + "' " + what);
    }
}
