package org.fakesmtp.dist;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The surface of each published module is as it was written down beside it: all public types of the packages that the module exports to everybody. To change it on purpose, have
 * the files written again, look at the difference, and name what is incompatible in CHANGELOG.md:
 *
 * <pre>
 * ./mvnw -pl fakesmtp-dist -am test -Dtest=ApiSurfaceTest -Dsurefire.failIfNoSpecifiedTests=false -Dupdate.docs=true
 * </pre>
 */
class ApiSurfaceTest {

    private static final Path ROOT = Path.of("..");
    private static final Pattern EXPORTED = Pattern.compile("\\bexports ([\\w.]+);");

    static Stream<String> modules() {
        return Stream.of("fakesmtp-api", "fakesmtp-server", "fakesmtp-junit");
    }

    @ParameterizedTest
    @MethodSource("modules")
    void surface_is_as_it_is_written_down(String module) throws IOException {
        Path file = ROOT.resolve(module).resolve(module + ".api");
        String now = surface(module);
        if (Boolean.getBoolean("update.docs")) {
            Files.writeString(file, now);
        }
        assertThat(changes(lines(Block.read(file)), lines(now)))
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
    void surface_has_what_plugins_and_tests_begin_with() throws IOException {
        assertThat(surface("fakesmtp-api"))
                .contains("interface org.fakesmtp.api.Plugin extends AutoCloseable\n")
                .contains("\n    static Answer reply(int, String, String)\n")
                .contains("record org.fakesmtp.rule.Rule\n")
                .doesNotContain("org.fakesmtp.protocol.");
        assertThat(surface("fakesmtp-junit"))
                .contains("final class org.fakesmtp.junit.PluginDialogue implements AutoCloseable\n");
    }

    /** A paragraph for each type, sorted. */
    private static String surface(String module) throws IOException {
        Set<String> packages = exported(module);
        return new ClassFileImporter()
                        .withImportOption(new ImportOption.DoNotIncludeTests())
                        .withImportOption(location -> !location.contains("-tests.jar"))
                        .importPackages(packages)
                        .stream()
                        .filter(type -> packages.contains(type.getPackageName()))
                        .sorted(Comparator.comparing(JavaClass::getName))
                        .map(JavaClass::reflect)
                        .filter(ApiType::isPublic)
                        .map(type -> new ApiType(type).text())
                        .collect(Collectors.joining("\n"));
    }

    private static Set<String> exported(String module) throws IOException {
        String descriptor = Files.readString(ROOT.resolve(module).resolve("src/main/module/module-info.java"));
        return EXPORTED.matcher(descriptor)
                .results()
                .map(export -> export.group(1))
                .collect(Collectors.toSet());
    }
}
