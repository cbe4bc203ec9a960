package org.fakesmtp.server.plugin;

import java.net.URISyntaxException;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import org.fakesmtp.api.Plugin;
import org.fakesmtp.internal.Reason;
import org.fakesmtp.setting.SettingException;

/**
 * Makes the plugins that a class loader provides. Whatever keeps one from being made is an error that names its jar.
 */
final class Providers {

    private final ClassLoader loader;
    private final String place;

    /** Plugins of a class loader; the place is named where a plugin's jar cannot be told. */
    Providers(ClassLoader loader, String place) {
        this.loader = loader;
        this.place = place;
    }

    /**
     * All of them.
     *
     * @throws SettingException for the first that cannot be made, or has a name that none may have
     */
    List<Found> all() {
        List<Found> all = new ArrayList<>();
        try {
            Iterator<ServiceLoader.Provider<Plugin>> providers =
                    ServiceLoader.load(Plugin.class, loader).stream().iterator();
            while (providers.hasNext()) {
                all.add(made(providers.next()));
            }
        } catch (ServiceConfigurationError | LinkageError e) {
            throw broken(place, e);
        }
        return all;
    }

    private Found made(ServiceLoader.Provider<Plugin> provider) {
        String jar = jar(provider.type());
        try {
            Plugin plugin = provider.get();
            return new Found(String.valueOf(plugin.name()), plugin, jar);
        } catch (SettingException e) {
            throw e;
        } catch (ServiceConfigurationError | LinkageError | RuntimeException e) {
            throw broken(jar, e);
        }
    }

    private String jar(Class<?> type) {
        CodeSource source = type.getProtectionDomain().getCodeSource();
        if (source == null || source.getLocation() == null) {
            return place;
        }
        try {
            return Path.of(source.getLocation().toURI()).toString();
        } catch (URISyntaxException | IllegalArgumentException | FileSystemNotFoundException e) {
            return source.getLocation().toString();
        }
    }

    private static SettingException broken(String place, Throwable why) {
        Throwable cause = why.getCause();
        SettingException error = new SettingException(place + ": the plugin cannot be loaded: " + Reason.of(why)
                + (cause == null ? "" : ", caused by: " + Reason.of(cause)));
        error.initCause(why);
        return error;
    }
}
