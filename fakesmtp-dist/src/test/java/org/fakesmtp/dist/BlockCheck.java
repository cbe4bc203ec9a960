package org.fakesmtp.dist;

import java.util.List;
import java.util.Set;

/** In which way the build checks a block of code. */
enum BlockCheck {
    /** It stands in a file that is compiled or run, literally or, as XML, element by element: {@link ReadmeTest}. */
    TAKEN,
    /** The server starts with these settings: {@link ReadmeTest}. */
    VALIDATED,
    /** A client plays it against a server: {@link ReadmeTest}. */
    PLAYED,
    /** The command line takes each of its lines: {@link ReadmeTest}. */
    UNDERSTOOD,
    /** It calls the build, whose names it knows: {@link BlocksTest}. */
    BUILD,
    /** It is run: {@link ScriptsIT}. */
    RUN,
    /** Programs say so: {@link ScriptsIT}. */
    SHOWN,
    /** It is not run, for a reason that is known. */
    NOT_RUN,
    NONE;

    /** Where files lie that are compiled: by this build, by a test of it, or by {@code .ci/run}. */
    private static final List<String> COMPILED = List.of("fakesmtp-dist/src/test/java/", "examples/");

    /** Why a script may not be run. */
    private static final Set<String> REASONS =
            Set.of("it is the build itself", "it wants a machine that does nothing else", "it changes the system");

    static BlockCheck of(Block block) {
        if (block.source().isPresent()) {
            String source = block.source().get();
            return COMPILED.stream().anyMatch(source::startsWith) ? TAKEN : NONE;
        }
        return switch (block.language()) {
            case "properties" -> VALIDATED;
            case "smtp" -> PLAYED;
            case "text" -> SHOWN;
            case "sh" -> script(block);
            default -> NONE;
        };
    }

    private static BlockCheck script(Block block) {
        if (block.notRun().isPresent()) {
            return REASONS.contains(block.notRun().get()) ? NOT_RUN : NONE;
        }
        if (block.commands().stream().allMatch(command -> command.matches("(\\./mvnw|mvn) .*"))) {
            return BUILD;
        }
        return block.commands().stream()
                        .allMatch(command -> command.matches("(\\w+=\\S+ )*(\\.\\./)*bin/fakesmtp\\b.*"))
                ? UNDERSTOOD
                : RUN;
    }
}
