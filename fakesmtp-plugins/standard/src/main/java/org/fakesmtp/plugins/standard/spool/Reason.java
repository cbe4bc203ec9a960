package org.fakesmtp.plugins.standard.spool;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Optional;
import org.fakesmtp.api.Printable;

/** Why something went wrong with a file, in words for the user. */
final class Reason {

    private Reason() {}

    static String of(Throwable failure) {
        if (failure instanceof FileSystemException named) {
            return Printable.text(named.getFile() + ": " + ofFile(named));
        }
        String message = Optional.ofNullable(failure.getMessage()).orElse("");
        boolean isSaid = failure instanceof IOException && !message.isBlank();
        return Printable.text(isSaid ? message : failure.toString());
    }

    private static String ofFile(FileSystemException failure) {
        if (failure instanceof NoSuchFileException) {
            return "is not there";
        }
        if (failure instanceof AccessDeniedException) {
            return "this user may not use it so";
        }
        if (failure instanceof FileAlreadyExistsException) {
            return "is there already, and is something else";
        }
        if (failure instanceof DirectoryNotEmptyException) {
            return "is a folder with something in it";
        }
        return Optional.ofNullable(failure.getReason()).orElse("cannot be used");
    }
}
