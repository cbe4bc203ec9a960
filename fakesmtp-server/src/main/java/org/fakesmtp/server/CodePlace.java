package org.fakesmtp.server;

import java.util.Arrays;
import java.util.Optional;

/** Where a thread is, as far as it concerns whoever wrote a plugin. */
final class CodePlace {

    private CodePlace() {}

    /** The innermost call that is not one of Java's own. */
    static String of(StackTraceElement[] stack) {
        return Arrays.stream(stack)
                .filter(frame -> !isOfJava(frame))
                .findFirst()
                .map(StackTraceElement::toString)
                .orElse("its end");
    }

    /** The call of {@code System.exit} that a thread is in, which does not return; empty where it is in none. */
    static Optional<StackTraceElement[]> exit(StackTraceElement[] stack) {
        for (int i = 0; i < stack.length; i++) {
            if (stack[i].getClassName().equals("java.lang.Runtime")
                    && stack[i].getMethodName().equals("exit")) {
                return Optional.of(Arrays.copyOfRange(stack, i, stack.length));
            }
        }
        return Optional.empty();
    }

    private static boolean isOfJava(StackTraceElement frame) {
        String name = frame.getClassName();
        return name.startsWith("java.") || name.startsWith("jdk.") || name.startsWith("sun.");
    }
}
