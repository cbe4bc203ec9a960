package org.fakesmtp.server.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fakesmtp.setting.Setting;
import org.fakesmtp.setting.SettingException;

/**
 * Settings from several places, each stronger than those added before it: the file, a profile, the environment, the
 * command line. Nothing is thrown before they are merged, where all that is wrong is reported at once.
 */
public final class Layers {

    private final List<Layer> layers = new ArrayList<>();
    private final Map<Path, FileStamp> files = new LinkedHashMap<>();
    private final List<SettingException> unreadable = new ArrayList<>();
    private final List<Setting> ignored = new ArrayList<>();

    /** Adds a properties file. */
    public Layers file(Path path) {
        files.put(path, FileStamp.of(path));
        try {
            return add(PropertiesReader.read(path));
        } catch (SettingException e) {
            unreadable.add(e);
            return this;
        }
    }

    /** Adds a properties file that was read already, such as one in a jar; errors have its name. */
    public Layers file(String name, byte[] octets) {
        return add(PropertiesReader.read(name, octets));
    }

    /** Adds what {@code FAKESMTP_CONF_} variables say; the map is {@link System#getenv()} or like it. */
    public Layers environment(Map<String, String> variables) {
        ignored.addAll(Environment.ignored(variables));
        return add(Environment.settings(variables));
    }

    /** Adds {@code key=value}, as given to {@code --set}. */
    public Layers set(String assignment) {
        int separator = assignment.indexOf('=');
        String key = assignment.substring(0, Math.max(separator, 0)).strip();
        if (key.isEmpty()) {
            String what = "--set: '" + assignment + "' is no key=value, such as seed=42";
            return add(new Layer(List.of(), List.of(new Layer.Fault(assignment, new SettingException(what)))));
        }
        String value = assignment.substring(separator + 1).strip();
        return settings(List.of(new Setting(key, value, "--set")));
    }

    /** Adds settings that a program gives, or an option of the command line that stands for a setting. */
    public Layers settings(List<Setting> settings) {
        return add(Layer.of(settings));
    }

    /**
     * All of it together.
     *
     * @throws SettingException with a line for each thing that is wrong
     */
    public Configuration merge() {
        Configuration merged = mergeNotingErrors();
        merged.settings().check();
        return merged;
    }

    /**
     * The same, where what is wrong is left among the {@link org.fakesmtp.setting.Settings#errors()} of the settings, for
     * the errors that whoever reads them adds.
     *
     * @throws SettingException where a file cannot be read: whatever else is wrong may come of it
     */
    public Configuration mergeNotingErrors() {
        if (!unreadable.isEmpty()) {
            throw SettingException.joined(unreadable);
        }
        Merge merge = new Merge();
        layers.forEach(merge::add);
        return merge.configuration(ignored);
    }

    /** The files that were read, each as it was just before. */
    public Map<Path, FileStamp> files() {
        return Map.copyOf(files);
    }

    private Layers add(Layer layer) {
        layers.add(layer);
        return this;
    }
}
