package org.fakesmtp.server.plugin;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.fakesmtp.api.Plugin;
import org.fakesmtp.internal.Reason;
import org.fakesmtp.setting.SettingException;

/** A jar that provides plugins, looked at before any of its code runs. */
final class PluginJar {

    private final Path file;
    private final ApiFit fit;

    private PluginJar(Path file, ClassLoader loader) {
        this.file = file;
        this.fit = new ApiFit(loader);
    }

    /** What in the jars of a loader is built for another API, or another Java, than this: an error for each jar. Libraries are not looked at. */
    static List<SettingException> misfits(PluginClassLoader loader) {
        return Stream.of(loader.getURLs())
                .map(url -> new PluginJar(path(url), loader))
                .flatMap(jar -> jar.misfit().stream())
                .toList();
    }

    private static Path path(URL url) {
        try {
            return Path.of(url.toURI());
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(url + " is no file", e);
        }
    }

    private Optional<SettingException> misfit() {
        List<String> problems = new ArrayList<>();
        String plugins = "";
        try (JarFile jar = new JarFile(file.toFile())) {
            JarEntry services = jar.getJarEntry(PluginClassLoader.SERVICES);
            if (services == null) {
                return Optional.empty();
            }
            plugins = names(jar.getInputStream(services));
            for (JarEntry entry : jar.stream().filter(PluginJar::isClass).toList()) {
                problems.addAll(problems(jar, entry));
            }
        } catch (IOException e) {
            problems.add(Reason.of(e));
        }
        return problems.isEmpty() ? Optional.empty() : Optional.of(error(plugins, problems));
    }

    private List<String> problems(JarFile jar, JarEntry entry) {
        try (InputStream in = jar.getInputStream(entry)) {
            return fit.problems(ClassFile.read(in));
        } catch (IOException | IndexOutOfBoundsException e) {
            return List.of(entry.getName() + " is no class file: " + Reason.of(e));
        }
    }

    private static boolean isClass(JarEntry entry) {
        return entry.getName().endsWith(".class")
                && !entry.getName().startsWith("META-INF/")
                && !entry.getName().endsWith("module-info.class");
    }

    private static String names(InputStream services) throws IOException {
        try (services) {
            return new String(services.readAllBytes(), UTF_8)
                    .lines()
                    .map(line -> line.replaceFirst("#.*", "").strip())
                    .filter(line -> !line.isEmpty())
                    .collect(Collectors.joining(", "));
        }
    }

    private SettingException error(String plugins, List<String> problems) {
        String more = problems.size() == 1 ? "" : ", and " + (problems.size() - 1) + " more";
        return new SettingException(file + ": the plugin " + plugins + " does not fit this fakesmtp" + version() + ": "
                + problems.get(0) + more);
    }

    private static String version() {
        return Optional.ofNullable(Plugin.class.getPackage().getImplementationVersion())
                .map(version -> " " + version)
                .orElse("");
    }
}
