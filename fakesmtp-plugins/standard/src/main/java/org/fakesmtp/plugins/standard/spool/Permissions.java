package org.fakesmtp.plugins.standard.spool;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Who may use the messages and the folders that the spool makes: {@code spool.permissions}.
 *
 * @param ofFiles the permissions of a file; empty where they are left to the system: to its umask, and to the folder
 */
record Permissions(Optional<Set<PosixFilePermission>> ofFiles) {

    /** The owner only. */
    static final Permissions PRIVATE = of("rw-------");

    /** What the umask leaves, and the group of a folder with the setgid bit; lists of access rights hold too. */
    static final Permissions INHERITED = new Permissions(Optional.empty());

    private static final boolean POSIX =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    private static final Pattern OCTAL = Pattern.compile("0?[0-7]{3}");
    private static final Pattern LETTERS = Pattern.compile("([r-][w-][x-]){3}");
    private static final int SPECIAL_BITS = 07000;
    private static final int OCTAL_BASE = 8;
    private static final Set<PosixFilePermission> RUN = EnumSet.of(
            PosixFilePermission.OWNER_EXECUTE, PosixFilePermission.GROUP_EXECUTE, PosixFilePermission.OTHERS_EXECUTE);
    private static final Map<PosixFilePermission, PosixFilePermission> ENTER = Map.of(
            PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_EXECUTE,
            PosixFilePermission.GROUP_READ, PosixFilePermission.GROUP_EXECUTE,
            PosixFilePermission.OTHERS_READ, PosixFilePermission.OTHERS_EXECUTE);

    /**
     * Reads {@code private}, {@code inherit}, {@code 0640} or {@code rw-r-----}.
     *
     * @throws IllegalArgumentException where it is none of these
     */
    static Permissions parse(String text) {
        Permissions read = switch (text) {
            case "private" -> PRIVATE;
            case "inherit" -> INHERITED;
            default -> of(letters(text));
        };
        read.ofFiles().ifPresent(files -> check(text, files));
        return read;
    }

    private static Permissions of(String letters) {
        return new Permissions(Optional.of(Set.copyOf(PosixFilePermissions.fromString(letters))));
    }

    private static String letters(String text) {
        if (LETTERS.matcher(text).matches()) {
            return text;
        }
        if (!OCTAL.matcher(text).matches()) {
            throw new IllegalArgumentException("'" + text
                    + "' is neither private, nor inherit, nor permissions of files such as 0640 or rw-r-----");
        }
        int bits = Integer.parseInt(text, OCTAL_BASE);
        StringBuilder letters = new StringBuilder("rwxrwxrwx");
        for (int i = 0; i < letters.length(); i++) {
            if (((bits >> (letters.length() - 1 - i)) & 1) == 0) {
                letters.setCharAt(i, '-');
            }
        }
        return letters.toString();
    }

    private static void check(String text, Set<PosixFilePermission> files) {
        if (!files.containsAll(EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE))) {
            throw new IllegalArgumentException(
                    "'" + text + "' keeps the server from reading and writing its own files, unlike 0640");
        }
        if (files.stream().anyMatch(RUN::contains)) {
            throw new IllegalArgumentException(
                    "'" + text
                            + "' lets messages be run as programs: say who may read and write files, such as 0640; folders may be entered by those who may read");
        }
    }

    /** What a new file is made with; the system's umask may take from it. */
    FileAttribute<?>[] forFile() {
        return attributes(ofFiles);
    }

    /** What a new folder is made with; the system's umask may take from it. */
    FileAttribute<?>[] forFolder() {
        return attributes(ofFolders());
    }

    /** Gives a new file what the umask has taken. */
    void grantFile(Path file) throws IOException {
        if (POSIX && isWide()) {
            Files.setPosixFilePermissions(file, ofFiles.orElseThrow());
        }
    }

    /** Gives a new folder what the umask has taken; it keeps the setgid bit that it has from the folder that it is in. */
    void grantFolder(Path folder) throws IOException {
        if (!POSIX || !isWide()) {
            return;
        }
        Set<PosixFilePermission> wanted = ofFolders().orElseThrow();
        if (!Files.getPosixFilePermissions(folder).equals(wanted)) {
            int special = (int) Files.getAttribute(folder, "unix:mode") & SPECIAL_BITS;
            Files.setAttribute(folder, "unix:mode", special | bits(wanted));
        }
    }

    /** Whether a file has them, so far as they are not left to the system. */
    boolean areOf(Path file) throws IOException {
        return ofFiles.isEmpty()
                || (Files.getFileStore(file).supportsFileAttributeView("posix")
                        && Files.getPosixFilePermissions(file).equals(ofFiles.get()));
    }

    /** Whether others than the owner are named: only then the umask takes something. */
    private boolean isWide() {
        return ofFiles.isPresent() && !equals(PRIVATE);
    }

    private Optional<Set<PosixFilePermission>> ofFolders() {
        return ofFiles.map(files -> {
            Set<PosixFilePermission> folder = EnumSet.copyOf(files);
            ENTER.forEach((read, enter) -> {
                if (files.contains(read)) {
                    folder.add(enter);
                }
            });
            return folder;
        });
    }

    private static int bits(Set<PosixFilePermission> permissions) {
        int bits = 0;
        for (char letter : PosixFilePermissions.toString(permissions).toCharArray()) {
            bits = (bits << 1) | (letter == '-' ? 0 : 1);
        }
        return bits;
    }

    private static FileAttribute<?>[] attributes(Optional<Set<PosixFilePermission>> permissions) {
        return POSIX && permissions.isPresent()
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions.get())}
                : new FileAttribute<?>[0];
    }
}
