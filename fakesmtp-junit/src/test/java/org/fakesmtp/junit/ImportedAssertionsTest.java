package org.fakesmtp.junit;

import static org.fakesmtp.junit.assertions.FakeSmtpAssertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What docs/testing.md says of the imports of {@code assertThat}: with which of them a test compiles that uses AssertJ's and ours. */
class ImportedAssertionsTest {

    private static final String TEST = """
            %s
            class Test {
                void test(org.fakesmtp.junit.FakeSmtp smtp, org.fakesmtp.junit.ReceivedMessage message) {
                    assertThat(smtp).tookMessages(1);
                    assertThat(message).hasSubject("Hi");
                    assertThat("text").isNotEmpty();
                    assertThat(java.util.List.of(1)).containsExactly(1);
                    assertThat(java.util.Optional.of(1)).contains(1);
                    assertThat(new int[] {1}).hasSize(1);
                }
            }
            """;

    @TempDir
    private Path classes;

    @ParameterizedTest
    @CsvSource({
        "ours.assertThat, true",
        "ours.*, true",
        "ours.assertThat AssertJ.assertThat, true",
        "ours.* AssertJ.*, true",
        "ours.assertThat AssertJ.*, true",
        "ours.* AssertJ.assertThat, false"
    })
    void test_compiles_with_these_imports(String imports, boolean compiles) {
        String lines = Stream.of(imports.split(" "))
                .map(word -> word.replace("ours", "org.fakesmtp.junit.assertions.FakeSmtpAssertions")
                        .replace("AssertJ", "org.assertj.core.api.Assertions"))
                .map(name -> "import static " + name + ";")
                .collect(Collectors.joining("\n"));
        assertThat(compiles(TEST.formatted(lines))).isEqualTo(compiles);
    }

    private boolean compiles(String source) {
        JavaFileObject file = new SimpleJavaFileObject(URI.create("string:///Test.java"), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return source;
            }
        };
        List<String> options =
                List.of("-proc:none", "-d", classes.toString(), "-cp", System.getProperty("java.class.path"));
        return ToolProvider.getSystemJavaCompiler()
                .getTask(null, null, new DiagnosticCollector<>(), options, null, List.of(file))
                .call();
    }
}
