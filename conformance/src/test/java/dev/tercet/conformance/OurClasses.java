package dev.tercet.conformance;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** All classes of all modules, without tests; for the tests that guard the walls. */
final class OurClasses {
    static final JavaClasses ALL = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.tercet");

    private static final Pattern MODULE = Pattern.compile("/([^/]+)/target/");

    private OurClasses() {}

    /** The folder of the module that a class was built in. */
    static String module(JavaClass javaClass) {
        return javaClass
                .getBaseComponentType()
                .getSource()
                .map(source -> MODULE.matcher(source.getUri().toString()))
                .filter(Matcher::find)
                .map(matcher -> matcher.group(1))
                .orElse("none");
    }

    static DescribedPredicate<JavaClass> in(String... modules) {
        Set<String> names = Set.of(modules);
        return DescribedPredicate.describe(
                "in module " + String.join(", ", modules), type -> names.contains(module(type)));
    }

    /** The class that a file is named after, of a class that may lie inside it. */
    static JavaClass outermost(JavaClass type) {
        JavaClass at = type;
        while (at.getEnclosingClass().isPresent()) {
            at = at.getEnclosingClass().get();
        }
        return at;
    }
}
