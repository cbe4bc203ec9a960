package org.fakesmtp.dist;

import java.util.List;

/** In which way the build checks a block of code. */
enum BlockCheck {
    /** It stands in a file that is compiled or run, literally or, as XML, element by element: {@link ReadmeTest}. */
    TAKEN,
    /** Other code on the page imports it, and nothing else: {@link ImportsTest}. */
    IMPORTED,
    /** The server starts with these settings: {@link ReadmeTest}. */
    VALIDATED,
    /** A client plays it against a server: {@link ReadmeTest}. */
    PLAYED,
    /** Each of its lines starts the server, or ends well by itself: {@link ScriptsIT}. */
    STARTED,
    /** It begins with the build or {@code qa/run}, which has all that it names and, where users type it, is run by {@code .ci/run}: {@link BlocksTest}. */
    BUILD,
    /** It is run: {@link ScriptsIT}. */
    RUN,
    /** Programs say so: {@link ScriptsIT}. */
    SHOWN,
    /** A picture in Mermaid, of the few kinds of lines that all renderers know: {@link PicturesTest}. */
    DRAWN,
    NONE;

    /** Where files lie that are compiled: by this build, by a test of it, or by {@code .ci/run}. */
    private static final List<String> COMPILED = List.of("fakesmtp-dist/src/test/java/", "examples/");

    static BlockCheck of(Block block) {
        if (block.source().isPresent()) {
            String source = block.source().get();
            return COMPILED.stream().anyMatch(source::startsWith) ? TAKEN : NONE;
        }
        return switch (block.language()) {
            case "java" -> block.isImports() ? IMPORTED : NONE;
            case "properties" -> VALIDATED;
            case "smtp" -> PLAYED;
            case "text" -> SHOWN;
            case "mermaid" -> DRAWN;
            case "sh" -> script(block);
            default -> NONE;
        };
    }

    private static BlockCheck script(Block block) {
        if (block.commands().get(0).matches("(\\./mvnw|mvn|qa/run) .*")) {
            return BUILD;
        }
        return block.commands().stream().allMatch(Invocation.SYNTAX.asMatchPredicate()) ? STARTED : RUN;
    }
}
