package org.fakesmtp.server.plugin;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.fakesmtp.api.Plugin;
import org.fakesmtp.internal.Nearest;
import org.fakesmtp.setting.Setting;
import org.fakesmtp.setting.SettingException;

/**
 * Finds plugins on the class path and in a folder of plugins. Each jar of that folder, and each folder of jars in it,
 * has a class loader of its own, in which its libraries win over the server's.
 */
public final class PluginLoader implements AutoCloseable {

    private final List<PluginClassLoader> loaders = new ArrayList<>();
    private final Map<String, Found> found = new TreeMap<>();

    PluginLoader(ClassLoader server, Optional<Path> folder) {
        folder.ifPresent(path -> loaders.addAll(PluginFolder.loaders(path.toAbsolutePath(), server)));
        List<SettingException> errors = new ArrayList<>();
        find(new Providers(server, "class path"), errors);
        loaders.forEach(loader -> find(loader, errors));
        if (!errors.isEmpty()) {
            SettingException joined = SettingException.joined(errors);
            closeAfter(joined);
            throw joined;
        }
    }

    /**
     * Finds the plugins on the class path.
     *
     * @throws SettingException as {@link #find(Path)} does
     */
    public static PluginLoader find() {
        return new PluginLoader(PluginLoader.class.getClassLoader(), Optional.empty());
    }

    /**
     * Finds the plugins on the class path and in a folder, which need not exist.
     *
     * @throws SettingException where a plugin is built for another API, cannot be loaded, has a name that none may have, or one that another has;
     * a     line for each, which names the jar
     */
    public static PluginLoader find(Path folder) {
        return new PluginLoader(PluginLoader.class.getClassLoader(), Optional.of(folder));
    }

    /** The names of all that were found, sorted. */
    public List<String> installed() {
        return List.copyOf(found.keySet());
    }

    /**
     * The plugins that the user names, in this order, not installed yet.
     *
     * @param named a setting for each plugin, with its name as the value
     * @throws SettingException with a line for each name that no plugin has
     */
    public List<Plugin> load(List<Setting> named) {
        List<Plugin> plugins = new ArrayList<>();
        List<SettingException> errors = new ArrayList<>();
        for (Setting setting : named) {
            Found plugin = found.get(setting.value());
            if (plugin == null) {
                errors.add(unknown(setting));
            } else {
                plugins.add(plugin.plugin());
            }
        }
        if (!errors.isEmpty()) {
            throw SettingException.joined(errors);
        }
        return plugins;
    }

    /** Lets go of the jars. Close the plugins first. */
    @Override
    public void close() throws IOException {
        IOException failure = new IOException("a class loader of a plugin could not be closed");
        for (PluginClassLoader loader : loaders) {
            try {
                loader.close();
            } catch (IOException e) {
                failure.addSuppressed(e);
            }
        }
        if (failure.getSuppressed().length > 0) {
            throw failure;
        }
    }

    private void find(Providers providers, List<SettingException> errors) {
        try {
            providers.all().forEach(this::add);
        } catch (SettingException e) {
            errors.add(e);
        }
    }

    private void find(PluginClassLoader loader, List<SettingException> errors) {
        if (loader.hasPlugin()) {
            List<SettingException> misfits = PluginJar.misfits(loader);
            errors.addAll(misfits);
            if (misfits.isEmpty()) {
                find(new Providers(loader, loader.place()), errors);
            }
        } else {
            errors.add(new SettingException(
                    loader.place() + ": has no plugin: it is no jar, or lacks " + PluginClassLoader.SERVICES));
        }
    }

    private void add(Found plugin) {
        Found other = found.putIfAbsent(plugin.name(), plugin);
        if (other != null) {
            throw new SettingException(plugin.place() + ": the plugin '" + plugin.name() + "' comes from "
                    + other.place() + " already, remove one of them");
        }
    }

    private SettingException unknown(Setting named) {
        String hint = Nearest.hint(named.value(), found.keySet());
        String others = found.isEmpty() ? "none is" : "installed are " + String.join(", ", found.keySet());
        return named.error(
                "no plugin '" + named.value() + "' is installed" + (hint.isEmpty() ? "; " : hint + " ") + others);
    }

    private void closeAfter(SettingException failure) {
        try {
            close();
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }
}
