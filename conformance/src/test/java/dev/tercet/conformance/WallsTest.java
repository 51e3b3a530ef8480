package dev.tercet.conformance;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static dev.tercet.conformance.OurClasses.in;
import static dev.tercet.conformance.OurClasses.module;
import static dev.tercet.conformance.OurClasses.outermost;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** The walls between modules and packages, where the compiler does not see them. */
class WallsTest {
    private static final String[] WIRE = {"io.grpc..", "com.google.protobuf..", "io.netty..", "com.google.common.."};
    private static final Set<String> PUBLISHED =
            Set.of("core", "grpc", "gateway", "recipes", "grpc-resolver", "v2", "client", "embedded", "testkit", "cli");

    /** Packages whose signatures show what is not ours, because that is what they are about. */
    private static final Map<String, List<String>> GUESTS = Map.of(
            // A server played by hand says what etcd says, in etcd's messages.
            "dev.tercet.testkit.script", List.of("dev.tercet.proto", "com.google.protobuf", "io.grpc"),
            // A name resolver is handed to gRPC, in gRPC's terms.
            "dev.tercet.grpc.resolver", List.of("io.grpc"),
            // An extension is called by the test framework, in its terms.
            "dev.tercet.testkit.junit", List.of("org.junit.jupiter.api.extension"));

    private static final Set<String> LIBRARY =
            Set.of("core", "grpc", "proto", "gateway", "recipes", "grpc-resolver", "v2", "client", "embedded");

    /** Those that speak HTTP, and what measures them. */
    private static final Set<String> HTTPS = Set.of("http", "gateway", "v2", "benchmarks", "client");

    private static final Set<String> WITH_WIRE = Set.of("grpc", "grpc-resolver", "proto", "embedded", "testkit");

    private static final JavaClasses OURS = OurClasses.ALL;

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
    void theGatewayStandsOnCoreHttpAndAJsonReader() {
        standsOn("gateway", Set.of("core", "http"), "java.", "javax.net.", "org.jspecify.", "tools.jackson.core.");
        noClasses()
                .that(in("gateway"))
                .and()
                .resideOutsideOfPackage("dev.tercet.gateway.internal.json")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("tools.jackson..")
                .check(OURS);
    }

    @Test
    void v2StandsOnCoreHttpAndAJsonReader() {
        standsOn("v2", Set.of("core", "http"), "java.", "org.jspecify.", "org.slf4j.", "tools.jackson.core.");
        // Each of the three is the JSON of one thing.
        noClasses()
                .that(in("v2"))
                .and()
                .resideOutsideOfPackage("dev.tercet.v2.internal.json")
                .and(describe(
                        "are not of users and roles, or of what a write notes of itself",
                        type -> !Set.of("AuthReading", "AuthWriting", "ActText")
                                .contains(outermost(type).getSimpleName())))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("tools.jackson..")
                .check(OURS);
        noClasses()
                .that(in("v2"))
                .and()
                .resideOutsideOfPackage("dev.tercet.v2.internal.http")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.tercet.http")
                .check(OURS);
    }

    @Test
    void oneModuleKnowsTheJdksHttpClient() {
        standsOn("http", Set.of("core"), "java.", "javax.net.", "org.jspecify.");
        noClasses()
                .that(describe("are of the library outside of http", type -> LIBRARY.contains(module(type))))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("java.net.http..")
                .check(OURS);
        noClasses()
                .that(describe("are of neither dialect over HTTP", type -> !HTTPS.contains(module(type))))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.tercet.http")
                .check(OURS);
    }

    private static void standsOn(String module, Set<String> ours, String... others) {
        classes()
                .that(in(module))
                .should()
                .onlyDependOnClassesThat(describe(
                        "are of " + ours + " or begin with " + List.of(others),
                        type -> ours.contains(module(type))
                                || module(type).equals(module)
                                || type.isPrimitive()
                                || type.getBaseComponentType().isPrimitive()
                                || Stream.of(others)
                                        .anyMatch(type.getBaseComponentType().getName()::startsWith)))
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
    }

    @Test
    void whatIsBuiltOnTheApiKnowsNothingBelowIt() {
        noClasses()
                .that(in("recipes"))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.tercet.spi..")
                .check(OURS);
        // v2 over HTTP is a dialect of its own, with the engine below it; see docs/decisions/0029.
        noClasses()
                .that(in("v2"))
                .and()
                .resideOutsideOfPackages(
                        "dev.tercet.v2.internal.http",
                        "dev.tercet.v2.internal.longpoll",
                        "dev.tercet.v2.internal.client")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.tercet.spi..")
                .check(OURS);
    }

    @Test
    void packagesHaveNoCycles() {
        // The root packages of the two APIs are left out here, for the reasons in docs/decisions/0008, and have the
        // next
        // tests for themselves.
        slices().matching("dev.tercet.(**)")
                .should()
                .beFreeOfCycles()
                .check(OURS.that(describe(
                        "are not of v2's front door",
                        type -> !type.getPackageName().equals("dev.tercet.v2")
                                && !outermost(type).getSimpleName().equals("V2Migration"))));
    }

    @Test
    void onlyTheFrontDoorKnowsTheHouse() {
        noClasses()
                .that(in("core"))
                .and()
                .resideOutsideOfPackages("dev.tercet", "dev.tercet.internal.client")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.tercet")
                .check(OURS);
        classes()
                .that(in("core"))
                .and()
                .resideInAPackage("dev.tercet")
                .and()
                .doNotHaveSimpleName("EtcdClientBuilder")
                .should()
                .onlyDependOnClassesThat()
                .resideOutsideOfPackage("dev.tercet.internal..")
                .check(OURS);
        noClasses()
                .that()
                .haveFullyQualifiedName("dev.tercet.EtcdClientBuilder")
                .should()
                .dependOnClassesThat(describe(
                        "are internal, but of another package than the client's",
                        type -> type.getPackageName().startsWith("dev.tercet.internal")
                                && !type.getPackageName().equals("dev.tercet.internal.client")))
                .check(OURS);
        noClasses()
                .that(in("core"))
                .and()
                .resideOutsideOfPackages("dev.tercet", "dev.tercet.internal..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.tercet.internal..")
                .check(OURS);
    }

    @Test
    void onlyV2sFrontDoorKnowsItsHouse() {
        // Below it, what puts clients together and answers in their place knows it, and what calls it as users do.
        noClasses()
                .that(in("v2"))
                .and()
                .resideOutsideOfPackages(
                        "dev.tercet.v2",
                        "dev.tercet.v2.internal.client",
                        "dev.tercet.v2.migrate",
                        "dev.tercet.v2.internal.migrate")
                .should()
                .dependOnClassesThat(describe(
                        "are v2's front door",
                        type -> type.getPackageName().equals("dev.tercet.v2")
                                && !type.getSimpleName().equals("V2Backend")))
                .check(OURS);
        classes()
                .that()
                .resideInAPackage("dev.tercet.v2")
                .and()
                .doNotHaveSimpleName("EtcdV2ClientBuilder")
                .should()
                .onlyDependOnClassesThat()
                .resideOutsideOfPackage("dev.tercet.v2.internal..")
                .check(OURS);
        noClasses()
                .that()
                .haveFullyQualifiedName("dev.tercet.v2.EtcdV2ClientBuilder")
                .should()
                .dependOnClassesThat(describe(
                        "are internal, but neither settings nor what puts clients together",
                        type -> type.getPackageName().startsWith("dev.tercet.v2.internal")
                                && !Set.of("V2Settings", "V2Start").contains(type.getSimpleName())))
                .check(OURS);
        noClasses()
                .that()
                .resideInAPackage("dev.tercet.v2.migrate")
                .and()
                .doNotHaveSimpleName("V2Migration")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.tercet.v2.internal..")
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
        classes()
                .that(describe("are for users", WallsTest::isForUsers))
                .should(new ArchCondition<JavaClass>("mention public types of ours or of the JDK") {
                    @Override
                    public void check(JavaClass type, ConditionEvents events) {
                        for (JavaCodeUnit unit : type.getCodeUnits()) {
                            if (isShown(unit)) {
                                mentioned(unit)
                                        .filter(each -> !mayBeShown(each, type))
                                        .forEach(each -> events.add(SimpleConditionEvent.violated(
                                                unit, unit.getFullName() + " mentions " + each.getName())));
                            }
                        }
                        for (JavaField field : type.getFields()) {
                            if (isShown(field)) {
                                field.getType().getAllInvolvedRawTypes().stream()
                                        .filter(each -> !mayBeShown(each, type))
                                        .forEach(each -> events.add(SimpleConditionEvent.violated(
                                                field, field.getFullName() + " is of " + each.getName())));
                            }
                        }
                    }
                })
                .check(OURS);
    }

    /** The command is no library: its module exports nothing. */
    private static boolean isForUsers(JavaClass type) {
        return PUBLISHED.contains(module(type))
                && !module(type).equals("cli")
                && type.getModifiers().contains(JavaModifier.PUBLIC)
                && !type.getPackageName().contains(".internal");
    }

    private static boolean isShown(JavaMember member) {
        return (member.getModifiers().contains(JavaModifier.PUBLIC)
                        || member.getModifiers().contains(JavaModifier.PROTECTED))
                && !member.getModifiers().contains(JavaModifier.SYNTHETIC);
    }

    private static Stream<JavaClass> mentioned(JavaCodeUnit unit) {
        Stream<JavaType> types = Stream.concat(
                Stream.concat(Stream.of(unit.getReturnType()), unit.getParameterTypes().stream()),
                unit.getTypeParameters().stream());
        Stream<JavaClass> thrown = unit.getThrowsClause().getTypes().stream();
        return Stream.concat(types.flatMap(type -> type.getAllInvolvedRawTypes().stream()), thrown);
    }

    private static boolean mayBeShown(JavaClass type, JavaClass where) {
        JavaClass base = type.getBaseComponentType();
        String home = base.getPackageName();
        boolean ours = home.startsWith("dev.tercet") && !home.contains(".internal") && !home.contains(".proto");
        boolean guest =
                GUESTS.getOrDefault(where.getPackageName(), List.of()).stream().anyMatch(home::startsWith);
        return base.isPrimitive() || home.startsWith("java.") || home.startsWith("javax.net") || ours || guest;
    }

    @Test
    void enoughWasLookedAt() {
        Map<String, Long> counts = StreamSupport.stream(OURS.spliterator(), false)
                .collect(Collectors.groupingBy(OurClasses::module, Collectors.counting()));
        assertThat(counts)
                .containsKeys(
                        "core", "grpc", "gateway", "http", "v2", "proto", "embedded", "testkit", "cli", "recipes");
        assertThat(counts.get("core")).isGreaterThan(200);
        assertThat(counts.get("grpc")).isGreaterThan(20);
        assertThat(counts.get("gateway")).isGreaterThan(40);
        assertThat(counts.get("http")).isGreaterThan(30);
        assertThat(counts.get("v2")).isGreaterThan(150);
        assertThat(counts.get("embedded")).isGreaterThan(150);
        assertThat(OURS).hasSizeGreaterThan(800);
    }
}
