package org.fakesmtp.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.OverlappingFileLockException;
import java.nio.channels.UnsupportedAddressTypeException;
import java.nio.charset.MalformedInputException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The words for failures. */
class ReasonTest {

    static Stream<Arguments> failures() {
        return Stream.of(
                arguments(new NoSuchFileException("/a/b"), "no such file or directory"),
                arguments(new AccessDeniedException("/a/b"), "permission denied"),
                arguments(new FileAlreadyExistsException("/a/b"), "it exists already"),
                arguments(new NotDirectoryException("/a/b"), "it is not a directory"),
                arguments(new DirectoryNotEmptyException("/a/b"), "the directory is not empty"),
                arguments(new FileSystemException("/a/b", null, "No space left on device"), "No space left on device"),
                arguments(new FileSystemException("/a/b"), "the file system refuses it"),
                arguments(new FileNotFoundException("/a b (c)/d (Is a directory)"), "Is a directory"),
                arguments(new UnknownHostException("mail.test"), "the host name cannot be resolved"),
                arguments(new BindException("Address already in use"), "Address already in use"),
                arguments(new ConnectException(), "the connection was refused"),
                arguments(new UnsupportedAddressTypeException(), "this machine has no addresses of this kind"),
                arguments(new MalformedInputException(1), "it is not valid UTF-8"),
                arguments(new EOFException(), "it ends too early"),
                arguments(new ClosedChannelException(), "it is closed"),
                arguments(new AsynchronousCloseException(), "it is closed"),
                arguments(new OverlappingFileLockException(), "it is locked already"),
                arguments(new SocketTimeoutException(), "it took too long or was interrupted"),
                arguments(new InterruptedException(), "it was interrupted"),
                arguments(new TimeoutException(), "it took too long"),
                arguments(new CancellationException(), "it was cancelled"),
                arguments(new StackOverflowError(), "it is nested too deeply"),
                arguments(new OutOfMemoryError("Java heap space"), "there is not enough memory"),
                arguments(new NoClassDefFoundError("org/example/Thing"), "the class org.example.Thing is missing"),
                arguments(new IOException("Connection reset by peer"), "Connection reset by peer"),
                arguments(new IOException(), "it cannot be read or written"),
                arguments(new UncheckedIOException(new AccessDeniedException("/a/b")), "permission denied"),
                arguments(new ExecutionException(new NoSuchFileException("/a/b")), "no such file or directory"),
                arguments(new CompletionException(new IllegalStateException("it is full")), "it is full"),
                arguments(new IllegalStateException("java.io.IOException: it is full"), "it is full"),
                arguments(new IOException("a.b.XException: c.d.YError: z: null"), "z"),
                arguments(new IllegalArgumentException("null"), "an unexpected failure, illegal argument"),
                arguments(new NullPointerException(), "an unexpected failure, null pointer"),
                arguments(new StringIndexOutOfBoundsException(), "an unexpected failure, string index out of bounds"),
                arguments(new Throwable(), "an unexpected failure, throwable"),
                arguments(new RuntimeException() {}, "it failed for no reason that is known"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void failure_reads_well_at_the_end_of_a_message(Throwable failure, String words) {
        assertThat(Reason.of(failure)).isEqualTo(words);
    }

    @ParameterizedTest
    @MethodSource("failures")
    void no_reason_is_null_or_names_the_class_of_an_exception(Throwable failure, String words) {
        for (Throwable each : new Throwable[] {failure, new IOException(failure), new IllegalStateException(failure)}) {
            assertThat(Reason.of(each))
                    .isEqualTo(words)
                    .doesNotEndWith(" null")
                    .doesNotContainPattern("(^|: )\\S*(Exception|Error)");
        }
    }

    @Test
    void what_a_message_quotes_stays() {
        String quoting = "'a.b.XException' is no name of a plugin";
        assertThat(Reason.of(new IllegalArgumentException(quoting))).isEqualTo(quoting);
    }
}
