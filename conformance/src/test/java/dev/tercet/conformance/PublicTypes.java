package dev.tercet.conformance;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/**
 * The types and methods that the published modules offer to others, as their sources have them; for {@link JavadocTest}. Constants
 * are left out: where their names do not say all, the type does.
 */
final class PublicTypes extends TreePathScanner<@Nullable Void, @Nullable Void> {
    private static final Path ROOT = Path.of(System.getProperty("tercet.root", ".."));
    private static final List<String> MODULES =
            List.of("core", "grpc", "client", "embedded", "testkit", "gateway", "recipes", "v2");

    /** A method with one of these has its Javadoc where it is declared, or is a test whose name is the sentence. */
    private static final Set<String> SPEAKING = Set.of("Override", "Test");

    private final List<Documented> found;
    private final DocTrees docs;

    /**
     * Something public and what is said of it.
     *
     * @param name for messages
     * @param isType a type of its own, or else a member or a nested type
     * @param comment the Javadoc, empty if there is none
     */
    record Documented(String name, boolean isType, String comment) {
        @Override
        public String toString() {
            return name;
        }
    }

    private PublicTypes(List<Documented> found, DocTrees docs) {
        this.found = found;
        this.docs = docs;
    }

    /** All that is exported. */
    static List<Documented> all() throws IOException {
        List<Path> sources = new ArrayList<>();
        for (String module : MODULES) {
            Path folder = ROOT.resolve(module).resolve("src/main/java");
            if (Files.isDirectory(folder)) {
                try (Stream<Path> files = Files.walk(folder)) {
                    files.filter(PublicTypes::isExported).forEach(sources::add);
                }
            }
        }
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        List<Documented> found = new ArrayList<>();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            JavacTask task = (JavacTask)
                    compiler.getTask(null, files, null, null, null, files.getJavaFileObjectsFromPaths(sources));
            DocTrees docs = DocTrees.instance(task);
            for (CompilationUnitTree unit : task.parse()) {
                new PublicTypes(found, docs).scan(new TreePath(unit), null);
            }
        }
        return found;
    }

    private static boolean isExported(Path file) {
        String path = file.toString().replace('\\', '/');
        return path.endsWith(".java")
                && !path.contains("/internal/")
                && !path.endsWith("/module-info.java")
                && !path.endsWith("/package-info.java");
    }

    @Override
    public @Nullable Void visitClass(ClassTree type, @Nullable Void none) {
        if (!isPublic(type.getModifiers().getFlags())) {
            return null;
        }
        boolean isOuter = getCurrentPath().getParentPath().getLeaf() instanceof CompilationUnitTree;
        add(type.getSimpleName().toString(), isOuter);
        return super.visitClass(type, none);
    }

    @Override
    public @Nullable Void visitMethod(MethodTree method, @Nullable Void none) {
        boolean speaksForItself = method.getModifiers().getAnnotations().stream()
                .anyMatch(annotation ->
                        SPEAKING.contains(annotation.getAnnotationType().toString()));
        boolean isCompact = method.getReturnType() == null && outer().getKind() == Tree.Kind.RECORD;
        if (isPublic(method.getModifiers().getFlags()) && !speaksForItself && !isCompact) {
            add(outer().getSimpleName() + "." + method.getName(), false);
        }
        return null;
    }

    /** Members of an interface are public without saying so. */
    private boolean isPublic(Set<Modifier> modifiers) {
        return modifiers.contains(Modifier.PUBLIC)
                || modifiers.contains(Modifier.PROTECTED)
                || getCurrentPath().getParentPath().getLeaf() instanceof ClassTree parent
                        && parent.getKind() == Tree.Kind.INTERFACE
                        && !modifiers.contains(Modifier.PRIVATE);
    }

    private ClassTree outer() {
        return (ClassTree) getCurrentPath().getParentPath().getLeaf();
    }

    private void add(String name, boolean isType) {
        String comment = docs.getDocComment(getCurrentPath());
        found.add(new Documented(
                getCurrentPath().getCompilationUnit().getPackageName() + "." + name,
                isType,
                comment == null ? "" : comment));
    }
}
