package org.fakesmtp.dist;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.fakesmtp.internal.Nearest;
import org.fakesmtp.setting.SettingException;

/**
 * Ready files of settings, each a profile.
 *
 * @param folder where they are
 */
record Profiles(Path folder) {

    private static final String ENDING = ".properties";

    /**
     * The file of a profile.
     *
     * @throws SettingException where there is none of this name; it lists those there are
     */
    Path file(String name) {
        List<String> names = names();
        if (!names.contains(name)) {
            throw new SettingException("--profile: no profile '" + name + "' in " + folder + Nearest.hint(name, names)
                    + (names.isEmpty() ? "" : "; there are " + String.join(", ", names)));
        }
        return folder.resolve(name + ENDING);
    }

    private List<String> names() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith(ENDING))
                    .map(file -> file.substring(0, file.length() - ENDING.length()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }
}
