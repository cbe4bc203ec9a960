package org.fakesmtp.server.tls;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.fakesmtp.internal.Reason;
import org.fakesmtp.setting.Setting;

/** Where clients find the certificate that they are to trust. */
record CaFile(Setting setting, Path path) {

    static CaFile of(Setting setting) {
        return new CaFile(setting, TlsSettings.path(setting).toAbsolutePath());
    }

    /** Writes the file in one go, unless it says the same already. */
    void write(String pem) {
        try {
            if (Files.isRegularFile(path) && Files.readString(path, US_ASCII).equals(pem)) {
                return;
            }
            if (Files.exists(path) && !Files.isRegularFile(path)) {
                throw new FileSystemException(path.toString(), null, "it is there already, and is no file");
            }
            Path draft = path.resolveSibling(
                    "." + path.getFileName() + "." + ProcessHandle.current().pid());
            Files.deleteIfExists(draft);
            Files.writeString(draft, pem, US_ASCII, StandardOpenOption.CREATE_NEW);
            Files.move(draft, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw setting.error("'" + path + "' cannot be written: " + Reason.of(e));
        }
    }
}
