package org.fakesmtp.dist;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Collectors;
import org.fakesmtp.internal.Reason;
import org.fakesmtp.server.FakeSmtpServer;

/** Tells others which port was chosen: one number for one listener, {@code name=port} lines for several. */
final class PortFile {

    private PortFile() {}

    /**
     * Writes the file; whoever sees it sees all of it.
     *
     * @throws FileSystemException where it cannot be written, with a reason meant for the user
     */
    static void write(Path file, FakeSmtpServer server) throws FileSystemException {
        try {
            replace(file, text(server));
        } catch (IOException e) {
            FileSystemException failure = new FileSystemException(file.toString(), null, reason(e));
            failure.initCause(e);
            throw failure;
        }
    }

    private static void replace(Path file, String text) throws IOException {
        Path target = file.toAbsolutePath();
        if (Files.exists(target) && !Files.isRegularFile(target)) {
            throw new FileSystemException(file.toString(), null, "it is there already, and is no file");
        }
        Path partial = target.resolveSibling(
                target.getFileName() + "." + ProcessHandle.current().pid() + ".new");
        Files.deleteIfExists(partial);
        Files.writeString(partial, text, UTF_8, StandardOpenOption.CREATE_NEW);
        Files.move(partial, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    private static String reason(IOException e) {
        if (e instanceof NoSuchFileException) {
            return "there is no such directory";
        }
        if (e instanceof AccessDeniedException) {
            return "this user may not write there";
        }
        return Reason.of(e);
    }

    private static String text(FakeSmtpServer server) {
        List<String> names = server.listeners();
        if (names.size() == 1) {
            return server.port() + "\n";
        }
        return names.stream().map(name -> name + '=' + server.port(name) + '\n').collect(Collectors.joining());
    }
}
