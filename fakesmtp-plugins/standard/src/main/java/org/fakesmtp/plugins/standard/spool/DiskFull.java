package org.fakesmtp.plugins.standard.spool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.fakesmtp.mail.Message;

/** Tells a full disk from other failures: by what the system says, or, since it may say it in any language, by the room that is left. */
final class DiskFull {

    private static final Pattern MESSAGE =
            Pattern.compile("no space left|quota exceeded|not enough space|disk full", Pattern.CASE_INSENSITIVE);
    private static final long OVERHEAD = 16 * 1024;

    private DiskFull() {}

    static boolean caused(Throwable failure, Path directory, Message message) {
        return Stream.<Throwable>iterate(failure, e -> e != null, Throwable::getCause)
                        .anyMatch(DiskFull::says)
                || hasNoRoom(directory, message.content().size());
    }

    private static boolean says(Throwable failure) {
        return failure.getMessage() != null
                && MESSAGE.matcher(failure.getMessage()).find();
    }

    private static boolean hasNoRoom(Path directory, long size) {
        try {
            return Files.getFileStore(directory).getUsableSpace() < size + OVERHEAD;
        } catch (IOException e) {
            return false;
        }
    }
}
