package org.fakesmtp.server.plugin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.fakesmtp.internal.Reason;
import org.fakesmtp.setting.SettingException;

/**
 * The folder into which users drop plugins: each jar directly in it is one, and so is each folder of jars. What begins
 * with a dot, other files, and folders without a jar are passed over.
 */
final class PluginFolder {

    private PluginFolder() {}

    /** A class loader for each plugin, in the order of their names; none where there is no folder. */
    static List<PluginClassLoader> loaders(Path folder, ClassLoader server) {
        List<PluginClassLoader> loaders = new ArrayList<>();
        for (Path entry : entries(folder)) {
            List<Path> jars = Files.isDirectory(entry) ? entries(entry) : List.of(entry);
            List<URL> urls = jars.stream()
                    .filter(PluginFolder::isJar)
                    .map(PluginFolder::url)
                    .toList();
            if (!urls.isEmpty()) {
                loaders.add(new PluginClassLoader(entry.toString(), urls, server));
            }
        }
        return loaders;
    }

    private static List<Path> entries(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(entry -> !entry.getFileName().toString().startsWith("."))
                    .sorted()
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            SettingException error =
                    new SettingException(folder + ": the folder of plugins cannot be read: " + Reason.of(e));
            error.initCause(e);
            throw error;
        }
    }

    private static boolean isJar(Path file) {
        return file.toString().endsWith(".jar") && Files.isRegularFile(file);
    }

    private static URL url(Path jar) {
        try {
            return jar.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException(jar + " has no URL", e);
        }
    }
}
