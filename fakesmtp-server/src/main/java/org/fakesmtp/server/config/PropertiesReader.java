package org.fakesmtp.server.config;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.fakesmtp.internal.Reason;
import org.fakesmtp.setting.Setting;
import org.fakesmtp.setting.SettingException;

/**
 * Reads a file of {@code key = value} lines in UTF-8. Unlike {@link java.util.Properties} it takes only {@code =} as
 * the separator, leaves escapes that it does not know as they are, cuts blanks at the end, and keeps the order and the
 * line numbers.
 */
final class PropertiesReader {

    /** So much of a line is shown. */
    private static final int LONGEST = 200;

    private final String file;
    private final List<Setting> settings = new ArrayList<>();
    private final List<Layer.Fault> faults = new ArrayList<>();

    private PropertiesReader(String file) {
        this.file = file;
    }

    /**
     * The settings of a file, in its order; their origins name the file and the line where the key begins.
     *
     * @throws SettingException where the file cannot be read
     */
    static Layer read(Path path) {
        return read(String.valueOf(path.getFileName()), octets(path));
    }

    /** The settings of a file that has these octets. */
    static Layer read(String file, byte[] octets) {
        PropertiesReader reader = new PropertiesReader(file);
        Lines.of(file, octets, error -> reader.faults.add(new Layer.Fault("", error)))
                .forEach(reader::accept);
        return new Layer(reader.settings, reader.faults);
    }

    private static byte[] octets(Path path) {
        try {
            return ReadableFile.octets(path);
        } catch (IOException e) {
            SettingException error = new SettingException(path + ": cannot be read: " + reason(path, e));
            error.initCause(e);
            throw error;
        }
    }

    private static String reason(Path path, IOException e) {
        if (e instanceof NoSuchFileException) {
            return "there is no such file";
        }
        if (e instanceof AccessDeniedException) {
            return "this user may not read it";
        }
        return Files.isDirectory(path) ? "it is a directory" : Reason.of(e);
    }

    private void accept(Line line) {
        int separator = line.text().indexOf('=');
        if (separator < 0) {
            String key = line.text().split("\\s", 2)[0];
            reject(line, key, quoted(line) + " has no '=', write key = value");
        } else if (separator == 0) {
            reject(line, "", quoted(line) + " has no key before its '=', write key = value");
        } else {
            accept(
                    line,
                    line.text().substring(0, separator).strip(),
                    line.text().substring(separator + 1).strip());
        }
    }

    private void accept(Line line, String key, String value) {
        try {
            settings.add(new Setting(key, Escapes.undo(value), file + ':' + line.number()));
        } catch (IllegalArgumentException e) {
            reject(line, key, key + ": " + Reason.of(e));
        }
    }

    private static String quoted(Line line) {
        String text = line.text();
        return "'" + (text.length() > LONGEST ? text.substring(0, LONGEST) + "..." : text) + "'";
    }

    private void reject(Line line, String key, String what) {
        faults.add(new Layer.Fault(key, new SettingException(file + ':' + line.number() + ": " + what)));
    }
}
