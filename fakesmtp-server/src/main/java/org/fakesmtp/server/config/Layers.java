package org.fakesmtp.server.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.fakesmtp.api.Setting;
import org.fakesmtp.api.SettingException;

/**
 * Settings from several places, each stronger than those added before it: the file, a profile, the environment, the
 * command line. Nothing is thrown before {@link #merge()}, which reports all that is wrong at once.
 */
public final class Layers {

    private final List<List<Setting>> layers = new ArrayList<>();
    private final Map<Path, FileStamp> files = new LinkedHashMap<>();
    private final List<SettingException> errors = new ArrayList<>();

    /** Adds a properties file. */
    public Layers file(Path path) {
        files.put(path, FileStamp.of(path));
        return add(() -> PropertiesReader.read(path));
    }

    /** Adds a properties file that was read already, such as one in a jar; errors have its name. */
    public Layers file(String name, byte[] octets) {
        return add(() -> PropertiesReader.read(name, octets));
    }

    /** Adds what {@code FAKESMTP_CONF_} variables say; the map is {@link System#getenv()} or like it. */
    public Layers environment(Map<String, String> variables) {
        return add(() -> Environment.settings(variables));
    }

    /** Adds {@code key=value}, as given to {@code --set}. */
    public Layers set(String assignment) {
        return add(() -> List.of(assigned(assignment)));
    }

    /** Adds settings that a program gives, or an option of the command line that stands for a setting. */
    public Layers settings(List<Setting> settings) {
        return add(() -> settings);
    }

    /**
     * All of it together.
     *
     * @throws SettingException with a line for each thing that is wrong
     */
    public Configuration merge() {
        Merge merge = new Merge();
        List<SettingException> all = new ArrayList<>(errors);
        layers.forEach(layer -> attempt(all, () -> merge.add(layer)));
        if (!all.isEmpty()) {
            throw SettingException.joined(all);
        }
        return merge.configuration();
    }

    /** The files that were read, each as it was just before. */
    public Map<Path, FileStamp> files() {
        return Map.copyOf(files);
    }

    private Layers add(Supplier<List<Setting>> layer) {
        attempt(errors, () -> layers.add(layer.get()));
        return this;
    }

    private static void attempt(List<SettingException> errors, Runnable work) {
        try {
            work.run();
        } catch (SettingException e) {
            errors.add(e);
        }
    }

    private static Setting assigned(String assignment) {
        int separator = assignment.indexOf('=');
        String key = assignment.substring(0, Math.max(separator, 0)).strip();
        if (key.isEmpty()) {
            throw new SettingException("--set: '" + assignment + "' is no key=value, such as seed=42");
        }
        return new Setting(key, assignment.substring(separator + 1).strip(), "--set");
    }
}
