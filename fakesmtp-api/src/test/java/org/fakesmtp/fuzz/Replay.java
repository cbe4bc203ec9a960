package org.fakesmtp.fuzz;

import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/** Every input that the harnesses of a module begin with, and that their corpus keeps, holds. */
public abstract class Replay {

    @TestFactory
    Stream<DynamicNode> inputs() throws IOException {
        return Harness.all().stream().map(Replay::inputs);
    }

    private static DynamicNode inputs(Harness harness) {
        try {
            return dynamicContainer(
                    harness.name(),
                    harness.inputs().stream().map(input -> dynamicTest(input.name(), () -> harness.run(input))));
        } catch (Throwable e) {
            throw new IllegalStateException("no inputs of " + harness.name(), e);
        }
    }
}
