package org.fakesmtp.server.config;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fakesmtp.api.Reason;
import org.fakesmtp.api.Setting;
import org.fakesmtp.api.SettingException;

/**
 * Reads a file of {@code key = value} lines in UTF-8. Unlike {@link java.util.Properties} it takes only {@code =} as
 * the separator, leaves escapes that it does not know as they are, cuts blanks at the end, and keeps the order and the
 * line numbers.
 */
final class PropertiesReader {

    private final String file;
    private final Map<String, Setting> settings = new LinkedHashMap<>();
    private final Map<String, Integer> lines = new LinkedHashMap<>();
    private final List<SettingException> errors = new ArrayList<>();

    private PropertiesReader(String file) {
        this.file = file;
    }

    /**
     * The settings of a file, in its order; their origins name the file and the line where the key begins.
     *
     * @throws SettingException where the file cannot be read, or with a line for each line of it that is wrong
     */
    static List<Setting> read(Path path) {
        return read(String.valueOf(path.getFileName()), octets(path));
    }

    /**
     * The settings of a file that has these octets.
     *
     * @throws SettingException with a line for each line of it that is wrong
     */
    static List<Setting> read(String file, byte[] octets) {
        PropertiesReader reader = new PropertiesReader(file);
        Lines.of(file, octets).forEach(reader::accept);
        if (!reader.errors.isEmpty()) {
            throw SettingException.joined(reader.errors);
        }
        return List.copyOf(reader.settings.values());
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
            reject(line, "'" + line.text() + "' has no '=', write key = value");
        } else if (separator == 0) {
            reject(line, "'" + line.text() + "' has no key before its '=', write key = value");
        } else {
            accept(
                    line,
                    line.text().substring(0, separator).strip(),
                    line.text().substring(separator + 1).strip());
        }
    }

    private void accept(Line line, String key, String value) {
        Integer earlier = lines.putIfAbsent(key, line.number());
        if (earlier != null) {
            reject(line, key + ": stands in line " + earlier + " already, keep one of them");
            return;
        }
        try {
            settings.put(key, new Setting(key, Escapes.undo(value), file + ':' + line.number()));
        } catch (IllegalArgumentException e) {
            reject(line, key + ": " + Reason.of(e));
        }
    }

    private void reject(Line line, String what) {
        errors.add(new SettingException(file + ':' + line.number() + ": " + what));
    }
}
