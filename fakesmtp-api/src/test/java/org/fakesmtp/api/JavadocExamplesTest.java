package org.fakesmtp.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.fakesmtp.mail.Content;
import org.fakesmtp.rule.RuleDraft;
import org.fakesmtp.rule.RuleReader;
import org.fakesmtp.rule.Scope;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each type that the author of a plugin implements, or is handed, has an example in its documentation, and each example compiles. */
class JavadocExamplesTest {

    private static final Path SOURCES = Path.of("..", "fakesmtp-api", "src", "main", "java");
    private static final Pattern EXAMPLE = Pattern.compile("(?s)<pre>\\{@code\\n(.*?)\\n \\* }</pre>");

    private static final Pattern ELSEWHERE = Pattern.compile("\\{@link (\\w+)} has an example");

    /** Those that stand in no signature of the interfaces. */
    private static final List<Class<?>> BESIDE =
            List.of(Content.class, KeyedState.class, RuleReader.class, RuleDraft.class, Scope.class);

    private static final String AROUND_STATEMENTS = """
            %s
            class Example {
                void example(Settings settings, Hooks hooks) throws Exception {
                    %s
                }
            }
            """;

    private static final String AROUND_MEMBERS = """
            %s
            class Example {
                %s
            }
            """;

    private static final String IMPORTS = """
            import java.io.*;
            import java.nio.file.*;
            import java.time.*;
            import java.util.*;
            import java.util.regex.Pattern;
            import org.fakesmtp.answer.*;
            import org.fakesmtp.api.*;
            import org.fakesmtp.mail.*;
            import org.fakesmtp.rule.*;
            import org.fakesmtp.setting.*;
            import org.fakesmtp.text.*;
            """;

    @TempDir
    private Path classes;

    /** The types in the signatures of {@link Plugin} and {@link Hooks}, of the interfaces among these, and so on. */
    static Set<Class<?>> types() {
        Set<Class<?>> types = new TreeSet<>(Comparator.comparing(Class::getName));
        types.addAll(BESIDE);
        Deque<Class<?>> open = new ArrayDeque<>(List.of(Plugin.class, Hooks.class));
        while (!open.isEmpty()) {
            Class<?> type = open.pop();
            if (isOurs(type) && types.add(type) && type.isInterface() && !type.isSealed()) {
                Arrays.stream(type.getDeclaredMethods())
                        .flatMap(JavadocExamplesTest::inSignature)
                        .forEach(open::add);
            }
        }
        return types;
    }

    private static boolean isOurs(Class<?> type) {
        return type.getName().startsWith("org.fakesmtp.") && !type.isMemberClass();
    }

    private static Stream<Class<?>> inSignature(Method method) {
        Stream<Class<?>> parameters = Arrays.stream(method.getParameterTypes());
        Stream<Class<?>> thrown = Arrays.stream(method.getExceptionTypes());
        Stream<Class<?>> generic = Pattern.compile("[\\w.]+")
                .matcher(method.getGenericReturnType().getTypeName())
                .results()
                .map(MatchResult::group)
                .filter(name -> name.startsWith("org.fakesmtp."))
                .map(JavadocExamplesTest::type);
        return Stream.of(parameters, thrown, generic).flatMap(types -> types);
    }

    private static Class<?> type(String name) {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("types")
    void type_has_an_example_in_its_documentation_or_in_that_of_another(Class<?> type) throws IOException {
        String documentation = documentation(type);
        Matcher other = ELSEWHERE.matcher(documentation);
        String with = other.find() ? documentation(type(type.getPackageName() + '.' + other.group(1))) : documentation;

        assertThat(EXAMPLE.matcher(with).results().map(MatchResult::group))
                .as(type.getName())
                .anyMatch(example -> example.contains(type.getSimpleName()) || with.equals(documentation));
    }

    private static String documentation(Class<?> type) throws IOException {
        String source = Files.readString(SOURCES.resolve(type.getName().replace('.', '/') + ".java"));
        return source.split("(?m)^(public|sealed) ", 2)[0];
    }

    static Stream<Path> sources() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            return files
                    .filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !examples(file).isEmpty())
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("sources")
    void examples_compile_without_warnings(Path source) {
        for (String example : examples(source)) {
            assertThat(problems(example)).as("%s: %s", source, example).isEmpty();
        }
    }

    private static List<String> examples(Path source) {
        try {
            return EXAMPLE.matcher(Files.readString(source))
                    .results()
                    .map(match -> match.group(1).replaceAll("(?m)^ \\*( |$)", ""))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> problems(String example) {
        String around = example.startsWith("public ") ? AROUND_MEMBERS : AROUND_STATEMENTS;
        DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
        List<String> options = List.of(
                "-proc:none", "-Xlint:all", "-d", classes.toString(), "-cp", System.getProperty("java.class.path"));
        ToolProvider.getSystemJavaCompiler()
                .getTask(null, null, found, options, null, List.of(new Source(around.formatted(IMPORTS, example))))
                .call();
        List<String> problems = new ArrayList<>();
        found.getDiagnostics().stream()
                .filter(problem -> problem.getSource() != null || problem.getKind() == Diagnostic.Kind.ERROR)
                .forEach(problem -> problems.add(problem.toString()));
        return problems;
    }

    /** A source text. */
    private static final class Source extends SimpleJavaFileObject {

        private final String text;

        Source(String text) {
            super(URI.create("string:///Example.java"), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
