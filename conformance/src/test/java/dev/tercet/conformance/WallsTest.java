package dev.tercet.conformance;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.Lock;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** The walls between modules and packages, where the compiler does not see them. */
class WallsTest {
    private static final Pattern MODULE = Pattern.compile("/([^/]+)/target/");
    private static final String[] WIRE = {"io.grpc..", "com.google.protobuf..", "io.netty..", "com.google.common.."};
    private static final Set<String> WITH_WIRE = Set.of("grpc", "proto", "embedded", "testkit");

    private static final JavaClasses OURS = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.tercet");

    /** The folder of the module that a class was built in. */
    private static String module(JavaClass javaClass) {
        return javaClass
                .getBaseComponentType()
                .getSource()
                .map(source -> MODULE.matcher(source.getUri().toString()))
                .filter(Matcher::find)
                .map(matcher -> matcher.group(1))
                .orElse("none");
    }

    private static DescribedPredicate<JavaClass> in(String... modules) {
        Set<String> names = Set.of(modules);
        return describe("in module " + String.join(", ", modules), type -> names.contains(module(type)));
    }

    private static DescribedPredicate<JavaClass> published() {
        return describe(
                "published",
                type -> Set.of("core", "grpc", "gateway", "recipes", "v2", "client", "testkit")
                        .contains(module(type)));
    }

    @Test
    void coreStandsOnTheJdkAlone() {
        classes()
                .that(in("core"))
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("dev.tercet..", "java..", "javax..", "org.jspecify..", "org.slf4j..")
                .check(OURS);
        noClasses()
                .that(in("core"))
                .should()
                .dependOnClassesThat(describe(
                        "are of another module of ours",
                        type -> type.getPackageName().startsWith("dev.tercet")
                                && !module(type).equals("core")))
                .check(OURS);
    }

    @Test
    void theWireStaysWhereItIsSpoken() {
        noClasses()
                .that(describe("outside of " + WITH_WIRE, type -> !WITH_WIRE.contains(module(type))))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(WIRE)
                .check(OURS);
    }

    @Test
    void nobodyUsesTheInternalsOfAnotherModule() {
        classes()
                .should(new ArchCondition<JavaClass>("use no internals of another module") {
                    @Override
                    public void check(JavaClass from, ConditionEvents events) {
                        from.getDirectDependenciesFromSelf().stream()
                                .filter(dependency -> dependency
                                                .getTargetClass()
                                                .getPackageName()
                                                .startsWith("dev.tercet")
                                        && dependency
                                                .getTargetClass()
                                                .getPackageName()
                                                .contains(".internal"))
                                .filter(dependency ->
                                        !module(dependency.getTargetClass()).equals(module(from)))
                                .forEach(dependency ->
                                        events.add(SimpleConditionEvent.violated(from, dependency.getDescription())));
                    }
                })
                .check(OURS);
        noClasses()
                .that(in("recipes", "v2"))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.tercet.spi..")
                .allowEmptyShould(true)
                .check(OURS);
    }

    @Test
    void packagesHaveNoCycles() {
        // The root package is left out: its builder makes the engine that implements its interfaces.
        slices().matching("dev.tercet.(**)").should().beFreeOfCycles().check(OURS);
    }

    @Test
    void machinesArePure() {
        noClasses()
                .that()
                .haveSimpleNameEndingWith("Machine")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.slf4j..", "java.io..", "java.net..", "java.nio.channels..")
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(Thread.class)
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(Lock.class)
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("dev.tercet.spi.Transport")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .check(OURS);
    }

    @Test
    void timeAndThreadsHaveOneHome() {
        DescribedPredicate<JavaClass> elsewhere = describe(
                "outside of scheduling",
                type -> Set.of("core", "grpc", "recipes", "v2", "gateway").contains(module(type))
                        && !type.getPackageName().equals("dev.tercet.internal.schedule"));
        noClasses()
                .that(elsewhere)
                .should()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(Thread.class, "sleep", long.class)
                .orShould()
                .callConstructorWhere(
                        describe("of a thread", call -> call.getTargetOwner().isAssignableTo(Thread.class)))
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(Executors.class)
                .orShould()
                .callMethod(Object.class, "wait")
                .orShould()
                .callMethod(Object.class, "wait", long.class)
                .check(OURS);
        noClasses()
                .that(describe("outside of the command", type -> !module(type).equals("cli")))
                .should()
                .accessField(System.class, "out")
                .check(OURS);
    }

    @Test
    void everyPackageIsNullMarked() {
        Set<String> unmarked = StreamSupport.stream(OURS.spliterator(), false)
                .filter(type -> !module(type).equals("proto"))
                .map(JavaClass::getPackage)
                .filter(javaPackage -> !javaPackage.getClasses().isEmpty())
                .filter(javaPackage ->
                        javaPackage.tryGetPackageInfo().isEmpty() || !javaPackage.isAnnotatedWith(NullMarked.class))
                .map(javaPackage -> javaPackage.getName())
                .collect(Collectors.toSet());
        assertThat(unmarked).isEmpty();
    }

    @Test
    void publicSignaturesShowOurOwnTypesAndTheJdksOnly() {
        methods()
                .that()
                .areDeclaredInClassesThat(published())
                .and(describe("are for users", WallsTest::isForUsers))
                .should(new ArchCondition<JavaMethod>("mention public types of ours or of the JDK") {
                    @Override
                    public void check(JavaMethod method, ConditionEvents events) {
                        Set<JavaClass> mentioned = method.getReturnType().getAllInvolvedRawTypes();
                        method.getParameterTypes()
                                .forEach(type -> mentionAll(type.getAllInvolvedRawTypes(), method, events));
                        mentionAll(mentioned, method, events);
                    }
                })
                .check(OURS);
    }

    private static boolean isForUsers(JavaMethod method) {
        JavaClass owner = method.getOwner();
        return (method.getModifiers().contains(JavaModifier.PUBLIC)
                        || method.getModifiers().contains(JavaModifier.PROTECTED))
                && owner.getModifiers().contains(JavaModifier.PUBLIC)
                && !owner.getPackageName().contains(".internal")
                && !owner.getPackageName().endsWith(".testkit.script");
    }

    private static void mentionAll(Set<JavaClass> types, JavaMethod method, ConditionEvents events) {
        for (JavaClass type : types) {
            JavaClass base = type.getBaseComponentType();
            String home = base.getPackageName();
            boolean fine = base.isPrimitive()
                    || home.startsWith("java.")
                    || home.startsWith("javax.net")
                    || home.startsWith("dev.tercet") && !home.contains(".internal");
            if (!fine) {
                events.add(SimpleConditionEvent.violated(method, method.getFullName() + " mentions " + type.getName()));
            }
        }
    }

    @Test
    void enoughWasLookedAt() {
        Map<String, Long> counts = StreamSupport.stream(OURS.spliterator(), false)
                .collect(Collectors.groupingBy(WallsTest::module, Collectors.counting()));
        assertThat(counts).containsKeys("core", "grpc", "proto", "testkit", "cli");
        assertThat(counts.get("core")).isGreaterThan(200);
        assertThat(counts.get("grpc")).isGreaterThan(20);
        assertThat(OURS).hasSizeGreaterThan(600);
    }
}
