package org.fakesmtp.api;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * A type, constructor, method, field or constant that others see, as its source has it. One that overrides another is none: it has the comment of that.
 *
 * @param place its file and line
 * @param name with the types around it: {@code Handshake.Course.NORMAL}, {@code Settings.get}; a constructor has the name of its type twice
 * @param comment its Javadoc on one line; empty where it has none
 */
public record PublicMember(String place, String name, String comment) {

    /** Those of a source file, or of all that are under a directory. */
    public static List<PublicMember> in(Path sources) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (Stream<Path> files = Files.walk(sources);
                StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
            List<Path> java =
                    files.filter(file -> file.toString().endsWith(".java")).toList();
            List<String> options = List.of("-proc:none");
            JavacTask task = (JavacTask)
                    compiler.getTask(null, manager, null, options, null, manager.getJavaFileObjectsFromPaths(java));
            List<PublicMember> found = new ArrayList<>();
            for (CompilationUnitTree unit : task.parse()) {
                new Reading(DocTrees.instance(task), unit, found).scan(unit, "");
            }
            return found;
        }
    }

    /** Goes through a file; what it carries along are the names of the types around. */
    private static final class Reading extends TreePathScanner<Void, String> {

        private static final Set<Tree.Kind> OPEN = Set.of(Tree.Kind.INTERFACE, Tree.Kind.ANNOTATION_TYPE);

        private final DocTrees docs;
        private final CompilationUnitTree unit;
        private final List<PublicMember> found;

        Reading(DocTrees docs, CompilationUnitTree unit, List<PublicMember> found) {
            this.docs = docs;
            this.unit = unit;
            this.found = found;
        }

        @Override
        public Void visitClass(ClassTree type, String around) {
            String name = around + type.getSimpleName();
            return see(type, type.getModifiers(), name) ? super.visitClass(type, name + '.') : null;
        }

        @Override
        public Void visitMethod(MethodTree method, String around) {
            String type = around.substring(around.lastIndexOf('.', around.length() - 2) + 1, around.length() - 1);
            see(
                    method,
                    method.getModifiers(),
                    around + (method.getName().contentEquals("<init>") ? type : method.getName()));
            return null;
        }

        @Override
        public Void visitVariable(VariableTree field, String around) {
            see(field, field.getModifiers(), around + field.getName());
            return null;
        }

        /** Whether others see it. */
        private boolean see(Tree tree, ModifiersTree modifiers, String name) {
            if (!isOpen(modifiers)) {
                return false;
            }
            if (modifiers.getAnnotations().stream().noneMatch(Reading::saysOverride)) {
                long line = unit.getLineMap()
                        .getLineNumber(docs.getSourcePositions().getStartPosition(unit, tree));
                String comment = Optional.ofNullable(docs.getDocComment(getCurrentPath()))
                        .orElse("");
                found.add(new PublicMember(
                        Path.of(unit.getSourceFile().toUri()).getFileName() + ":" + line,
                        name,
                        comment.strip().replaceAll("\\s+", " ")));
            }
            return true;
        }

        private boolean isOpen(ModifiersTree modifiers) {
            Set<Modifier> flags = modifiers.getFlags();
            boolean byItself =
                    OPEN.contains(getCurrentPath().getParentPath().getLeaf().getKind())
                            && !flags.contains(Modifier.PRIVATE);
            return byItself || flags.contains(Modifier.PUBLIC) || flags.contains(Modifier.PROTECTED);
        }

        private static boolean saysOverride(AnnotationTree annotation) {
            return annotation.getAnnotationType().toString().equals("Override");
        }
    }
}
