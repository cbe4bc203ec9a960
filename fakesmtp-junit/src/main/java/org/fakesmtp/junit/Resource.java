package org.fakesmtp.junit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.fakesmtp.server.config.Layers;

/** Properties files of the class path, whether they lie in a folder or in a jar. */
final class Resource {

    private Resource() {}

    /**
     * Adds the settings of a resource.
     *
     * @throws IllegalArgumentException where there is no such resource
     */
    static void addTo(Layers layers, String name) {
        ClassLoader loader = Optional.ofNullable(Thread.currentThread().getContextClassLoader())
                .orElseGet(ClassLoader::getSystemClassLoader);
        try (InputStream in = loader.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalArgumentException("there is no '" + name
                        + "' on the class path, name it from the root, such as mail/greylist.properties");
            }
            layers.file(name.substring(name.lastIndexOf('/') + 1), in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
