package org.fakesmtp.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What is fuzzed: a class of this module whose name ends in {@code Fuzz}. It has {@code public static void fuzzerTestOneInput(byte[])}, which Jazzer calls and which throws where
 * something does not hold, and {@code public static Stream<byte[]> seeds()}, inputs to begin with.
 */
record Harness(Class<?> type) {

    private static final String SUFFIX = "Fuzz.class";

    /** The harnesses of this module. */
    static List<Harness> all() throws IOException {
        Path classes = Path.of("target", "test-classes");
        try (Stream<Path> files = Files.walk(classes)) {
            return files.map(file -> classes.relativize(file).toString().replace('/', '.'))
                    .filter(name -> name.endsWith(SUFFIX))
                    .sorted()
                    .map(name -> named(name.substring(0, name.length() - ".class".length())))
                    .toList();
        }
    }

    private static Harness named(String name) {
        try {
            return new Harness(Class.forName(name));
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    String name() {
        return type.getSimpleName();
    }

    /** Where the inputs are kept that found something or reach far. */
    Path corpus() {
        return Path.of("src", "test", "resources", "fuzz", name());
    }

    void run(Input input) {
        try {
            call("fuzzerTestOneInput", new Class<?>[] {byte[].class}, (Object) input.octets.clone());
        } catch (Throwable e) {
            throw new AssertionError(name() + " does not hold with " + input.name, e);
        }
    }

    /** The inputs to begin with, and those of the corpus. */
    List<Input> inputs() throws Throwable {
        List<Input> inputs = new ArrayList<>();
        ((Stream<?>) call("seeds", new Class<?>[0]))
                .forEach(seed -> inputs.add(new Input("seed-" + (inputs.size() + 1), (byte[]) seed)));
        try (Stream<Path> files = Files.list(corpus())) {
            files.sorted().map(Input::read).forEach(inputs::add);
        }
        return inputs;
    }

    private Object call(String method, Class<?>[] types, Object... arguments) throws Throwable {
        try {
            return type.getMethod(method, types).invoke(null, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    /** An input, with a name to find it by. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Input(String name, byte[] octets) {

        private static Input read(Path file) {
            try {
                return new Input(String.valueOf(file.getFileName()), Files.readAllBytes(file));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
