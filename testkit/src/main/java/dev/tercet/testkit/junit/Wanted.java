package dev.tercet.testkit.junit;

import java.lang.reflect.Field;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.platform.commons.support.AnnotationSupport;

/** What a class wants, from annotations: its own, its fields', and those of the classes that it is nested in. */
final class Wanted {
    private Wanted() {}

    /**
     * The one annotation that counts for a class.
     *
     * @param classes the class, then those around it, from within
     * @throws ExtensionConfigurationException if there is none, if two of them say different things, or if one contradicts itself
     */
    static EtcdTest by(Collection<Class<?>> classes) {
        String name = classes.iterator().next().getName();
        List<EtcdTest> said =
                classes.stream().flatMap(Wanted::saidBy).distinct().toList();
        if (said.isEmpty()) {
            throw new ExtensionConfigurationException(name + " has no @EtcdTest on itself, around it or on a field");
        }
        if (said.size() > 1) {
            throw new ExtensionConfigurationException(
                    "a class has one etcd, which it shares with the classes nested in it, and " + name
                            + " wants different ones: " + said.get(0) + " and " + said.get(1));
        }
        check(name, said.get(0));
        return said.get(0);
    }

    /** Whether a class says itself what it wants. */
    static boolean isSaidBy(Class<?> testClass) {
        return saidBy(testClass).findAny().isPresent();
    }

    private static Stream<EtcdTest> saidBy(Class<?> testClass) {
        return Stream.concat(
                AnnotationSupport.findAnnotation(testClass, EtcdTest.class).stream(),
                fields(testClass).stream()
                        .flatMap(field -> AnnotationSupport.findAnnotation(field, EtcdTest.class).stream()));
    }

    /** The fields that have the annotation, inherited ones too. */
    static List<Field> fields(Class<?> testClass) {
        return AnnotationSupport.findAnnotatedFields(testClass, EtcdTest.class);
    }

    private static void check(String name, EtcdTest wanted) {
        boolean real = wanted.backend() == EtcdTest.Backend.REAL;
        if (wanted.members() < 1) {
            throw wrong(name, "members = " + wanted.members());
        }
        if (!real && wanted.members() > 1) {
            throw wrong(name, "members = " + wanted.members() + " without backend = REAL: an embedded etcd has one");
        }
        if (!real && wanted.tls()) {
            throw wrong(name, "tls without backend = REAL: an embedded etcd has none");
        }
        if (real && wanted.manualClock()) {
            throw wrong(name, "manualClock with backend = REAL: a real etcd goes by the machine's clock");
        }
    }

    private static ExtensionConfigurationException wrong(String name, String what) {
        return new ExtensionConfigurationException("@EtcdTest of " + name + " says " + what);
    }
}
