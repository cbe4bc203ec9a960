package org.fakesmtp.dist;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.fakesmtp.rule.RuleReader;
import org.fakesmtp.rule.Scope;
import org.junit.jupiter.api.Test;

/**
 * The surface of the API is as it was written down in {@code src/test/resources/api.txt}: what plugins, tests and programs that embed the server may use, with all that its signatures name. Who changes it on purpose has it
 * written anew, looks at the difference, and tells of what is incompatible in CHANGELOG.md:
 *
 * <pre>
 * ./mvnw -pl fakesmtp-dist -am test -Dtest=ApiSurfaceTest -Dsurefire.failIfNoSpecifiedTests=false -Dupdate.docs=true
 * </pre>
 */
class ApiSurfaceTest {

    private static final Path FILE = Path.of("src/test/resources/api.txt");

    private static final List<String> PACKAGES =
            List.of("org.fakesmtp.api", "org.fakesmtp.server", "org.fakesmtp.junit", "org.fakesmtp.junit.assertions");

    /** What plugins use of other packages and no signature names. */
    private static final List<Class<?>> BESIDE = List.of(RuleReader.class, Scope.class);

    /** What {@code PluginDialogue} is made of, and nobody else uses. */
    private static final String INNER = "org.fakesmtp.dialogue";

    @Test
    void surface_is_as_it_is_written_down() throws IOException {
        String now = surface();
        if (Boolean.getBoolean("update.docs")) {
            Files.writeString(FILE, now);
        }
        assertThat(changes(lines(Block.read(FILE)), lines(now)))
                .as(
                        "changes of the API; where they are meant, accept them by -Dupdate.docs=true, as ApiSurfaceTest tells")
                .isEmpty();
    }

    @Test
    void change_is_told_with_its_type() {
        String before = "interface a.B\n    int one()\n    int two()\n\nclass a.C\n    int one()\n";
        String after = "interface a.B\n    int one()\n\nclass a.C\n    int one()\n    int two()\n";

        assertThat(changes(lines(before), lines(after)))
                .containsExactly("gone: interface a.B: int two()", "new: class a.C: int two()");
    }

    private static List<String> changes(Set<String> before, Set<String> after) {
        Stream<String> gone =
                before.stream().filter(line -> !after.contains(line)).map(line -> "gone: " + line);
        Stream<String> fresh =
                after.stream().filter(line -> !before.contains(line)).map(line -> "new: " + line);
        return Stream.concat(gone, fresh).toList();
    }

    /** The members, each with the heading of its type. */
    private static Set<String> lines(String text) {
        Set<String> lines = new LinkedHashSet<>();
        String type = "";
        for (String line : text.lines().filter(each -> !each.isBlank()).toList()) {
            boolean member = line.startsWith(" ");
            type = member ? type : line;
            lines.add(member ? type + ": " + line.strip() : line);
        }
        return lines;
    }

    @Test
    void surface_has_what_plugins_and_tests_begin_with() {
        assertThat(surface())
                .contains("interface org.fakesmtp.api.Plugin extends AutoCloseable\n")
                .contains("\n    static Answer reply(int, String, String)\n")
                .contains("final class org.fakesmtp.junit.PluginDialogue implements AutoCloseable\n")
                .contains("record org.fakesmtp.rule.Rule\n")
                .doesNotContain("org.fakesmtp.setting.Measure");
    }

    /** A paragraph for each type, sorted. */
    private static String surface() {
        Map<String, String> types = new TreeMap<>();
        Deque<Class<?>> open = new ArrayDeque<>(BESIDE);
        exported().forEach(open::add);
        while (!open.isEmpty()) {
            Class<?> type = open.pop();
            boolean inner = type.getPackageName().equals(INNER);
            if (ApiType.isPublic(type) && !inner && !types.containsKey(type.getName())) {
                ApiType found = new ApiType(type);
                types.put(type.getName(), found.text());
                found.mentioned().forEach(open::add);
            }
        }
        return types.values().stream().collect(Collectors.joining("\n"));
    }

    private static Stream<Class<?>> exported() {
        return new ClassFileImporter()
                        .withImportOption(new ImportOption.DoNotIncludeTests())
                        .withImportOption(location -> !location.contains("-tests.jar"))
                        .importPackages(PACKAGES)
                        .stream()
                        .filter(type -> PACKAGES.contains(type.getPackageName()))
                        .map(JavaClass::reflect);
    }
}
