package org.fakesmtp.internal;

import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.OverlappingFileLockException;
import java.nio.channels.UnsupportedAddressTypeException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.ClosedFileSystemException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.ReadOnlyFileSystemException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/**
 * Why something failed, in words for the end of a message to a user: {@code 'ca.pem' cannot be written: permission denied}. The words are never empty or {@code null} and never name the class of an
 * exception. They do not repeat the name of a file: the message has it. They may quote what a user or a client has sent, and are not escaped.
 */
public final class Reason {

    /** The exceptions whose own message is no text for people: often it is missing, or the name of the file alone. Subclasses stand before their superclasses. */
    private static final Map<Class<? extends Throwable>, String> WORDS = new LinkedHashMap<>();

    /** What other code puts before a message, and behind it where there is none. */
    private static final Pattern NOISE =
            Pattern.compile("(^|: )(?:[\\w$]+\\.)+[\\w$]*(?:Exception|Error)(?=: |$)|(^|: )null$");

    private static final Pattern SUFFIX = Pattern.compile("(?<=.)(Exception|Error)$");
    private static final Pattern SYSTEM = Pattern.compile("^.* \\(([^()]+)\\)$");

    static {
        WORDS.put(NoSuchFileException.class, "no such file or directory");
        WORDS.put(AccessDeniedException.class, "permission denied");
        WORDS.put(FileAlreadyExistsException.class, "it exists already");
        WORDS.put(NotDirectoryException.class, "it is not a directory");
        WORDS.put(DirectoryNotEmptyException.class, "the directory is not empty");
        WORDS.put(FileSystemLoopException.class, "symbolic links lead back to it");
        WORDS.put(AtomicMoveNotSupportedException.class, "it cannot be moved there in one step");
        WORDS.put(ReadOnlyFileSystemException.class, "the file system is read-only");
        WORDS.put(ClosedFileSystemException.class, "it is closed");
        WORDS.put(CharacterCodingException.class, "it is not valid UTF-8");
        WORDS.put(EOFException.class, "it ends too early");
        WORDS.put(ClosedByInterruptException.class, "it was interrupted");
        WORDS.put(ClosedChannelException.class, "it is closed");
        WORDS.put(OverlappingFileLockException.class, "it is locked already");
        WORDS.put(UnsupportedAddressTypeException.class, "this machine has no addresses of this kind");
        WORDS.put(InterruptedException.class, "it was interrupted");
        WORDS.put(InterruptedIOException.class, "it took too long or was interrupted");
        WORDS.put(TimeoutException.class, "it took too long");
        WORDS.put(CancellationException.class, "it was cancelled");
        WORDS.put(RejectedExecutionException.class, "the server stops");
        WORDS.put(StackOverflowError.class, "it is nested too deeply");
        WORDS.put(OutOfMemoryError.class, "there is not enough memory");
    }

    private Reason() {}

    /** The words for a failure; for one that only wraps another, those of the other. */
    public static String of(Throwable failure) {
        Throwable wrapped = failure.getCause();
        if (wrapped != null && wrapped != failure && saysNothingOfItsOwn(failure, wrapped)) {
            return of(wrapped);
        }
        return words(failure);
    }

    private static boolean saysNothingOfItsOwn(Throwable failure, Throwable cause) {
        String message = failure.getMessage();
        return message == null || message.isBlank() || message.equals(cause.toString());
    }

    private static String words(Throwable failure) {
        for (Map.Entry<Class<? extends Throwable>, String> known : WORDS.entrySet()) {
            if (known.getKey().isInstance(failure)) {
                return known.getValue();
            }
        }
        String message = message(failure);
        return message.isBlank() ? name(failure) : message;
    }

    private static String message(Throwable failure) {
        String message = String.valueOf(failure.getMessage());
        if (failure instanceof FileSystemException file) {
            return file.getReason() == null ? "the file system refuses it" : file.getReason();
        }
        if (failure instanceof UnknownHostException) {
            return "the host name cannot be resolved";
        }
        if (failure instanceof NoClassDefFoundError || failure instanceof ClassNotFoundException) {
            return "the class " + message.replace('/', '.') + " is missing";
        }
        if (failure instanceof FileNotFoundException) {
            return SYSTEM.matcher(message).replaceFirst("$1");
        }
        if (failure instanceof ConnectException && failure.getMessage() == null) {
            return "the connection was refused";
        }
        return NOISE.matcher(message).replaceAll("").replaceFirst("^: ", "").strip();
    }

    /** The name of an exception's class as words: {@code NullPointerException} is a null pointer. */
    private static String name(Throwable failure) {
        if (failure instanceof IOException && failure.getClass() == IOException.class) {
            return "it cannot be read or written";
        }
        String name = SUFFIX.matcher(failure.getClass().getSimpleName()).replaceFirst("");
        String words = name.replaceAll("(?<=[a-z0-9])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
        return words.isBlank() ? "it failed for no reason that is known" : "an unexpected failure, " + words;
    }
}
