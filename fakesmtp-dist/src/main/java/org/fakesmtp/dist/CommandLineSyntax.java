package org.fakesmtp.dist;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** How the commands and their options are told to picocli: without annotations, as Java makes a class for each kind of annotation that is read, at every start. */
final class CommandLineSyntax {

    private CommandLineSyntax() {}

    /** A command with its options, in the order of its help, and those that every command has. */
    static CommandSpec command(String name, Callable<Integer> command, List<OptionSpec> options) {
        CommandSpec spec = CommandSpec.wrapWithoutInspection(command).name(name);
        options.forEach(spec::addOption);
        spec.addOption(flag("-h", "--help")
                .usageHelp(true)
                .description("Show this help message and exit.")
                .build());
        spec.addOption(flag("-V", "--version")
                .versionHelp(true)
                .description("Print version information and exit.")
                .build());
        spec.versionProvider(() -> new String[] {"fakesmtp " + Main.version()});
        spec.usageMessage().sortOptions(false);
        return spec;
    }

    /** An option that is there or not. */
    static OptionSpec.Builder flag(String name, String... others) {
        return OptionSpec.builder(name, others).type(boolean.class);
    }

    /** An option with a value, which the help calls by a label. */
    static OptionSpec.Builder value(Class<?> type, String label, String name, String... others) {
        return OptionSpec.builder(name, others).type(type).paramLabel(label);
    }

    /** An option that may be repeated. */
    static OptionSpec.Builder values(String label, String name) {
        return value(List.class, label, name).auxiliaryTypes(String.class);
    }

    static boolean isGiven(OptionSpec flag) {
        return Boolean.TRUE.equals(flag.getValue());
    }

    /** What an option was given. */
    static <T> Optional<T> given(OptionSpec option) {
        return Optional.ofNullable(option.getValue());
    }

    /** What an option that may be repeated was given each time. */
    static List<String> allGiven(OptionSpec option) {
        return CommandLineSyntax.<List<String>>given(option).orElse(List.of());
    }
}
