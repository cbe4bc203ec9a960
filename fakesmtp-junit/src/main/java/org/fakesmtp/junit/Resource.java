package org.fakesmtp.junit;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.module.ModuleReader;
import java.lang.module.ResolvedModule;
import java.util.Optional;
import java.util.Set;
import org.fakesmtp.server.config.Layers;

/** Properties files of the class path or of a module, whether they lie in a folder or in a jar. */
final class Resource {

    private Resource() {}

    /**
     * Adds the settings of a resource.
     *
     * @throws IllegalArgumentException where there is no such resource
     */
    static void addTo(Layers layers, String name) {
        try (InputStream in = open(name)) {
            layers.file(name.substring(name.lastIndexOf('/') + 1), in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InputStream open(String name) throws IOException {
        ClassLoader loader = Optional.ofNullable(Thread.currentThread().getContextClassLoader())
                .orElseGet(ClassLoader::getSystemClassLoader);
        InputStream in = loader.getResourceAsStream(name);
        return in != null ? in : ofModules(name);
    }

    /** A module keeps its folders closed unless it opens them: its reader looks into them all the same. */
    private static InputStream ofModules(String name) throws IOException {
        Set<ResolvedModule> modules = ModuleLayer.boot().configuration().modules();
        for (ResolvedModule module : modules) {
            Optional<byte[]> found = isOfJava(module) ? Optional.empty() : read(module, name);
            if (found.isPresent()) {
                return new ByteArrayInputStream(found.get());
            }
        }
        throw new IllegalArgumentException("there is no '" + name
                + "' on the class path or in a module, name it from the root, such as mail/greylist.properties");
    }

    private static boolean isOfJava(ResolvedModule module) {
        return module.name().startsWith("java.") || module.name().startsWith("jdk.");
    }

    private static Optional<byte[]> read(ResolvedModule module, String name) throws IOException {
        try (ModuleReader reader = module.reference().open()) {
            Optional<InputStream> in = reader.open(name);
            if (in.isEmpty()) {
                return Optional.empty();
            }
            try (InputStream open = in.get()) {
                return Optional.of(open.readAllBytes());
            }
        }
    }
}
