package dev.tercet.testkit.junit;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.platform.commons.support.AnnotationSupport;

/** What a class wants, from its own annotation and its fields'. */
final class Wanted {
    private Wanted() {}

    /**
     * The one annotation that counts for a class: its own, or the class's around it, or else that of its fields.
     *
     * @throws ExtensionConfigurationException if two of them say different things, or one contradicts itself
     */
    static EtcdTest by(Class<?> testClass) {
        List<EtcdTest> said = new ArrayList<>();
        for (Class<?> at = testClass; at != null; at = around(at)) {
            Optional<EtcdTest> own = AnnotationSupport.findAnnotation(at, EtcdTest.class);
            own.ifPresent(said::add);
            fields(at).forEach(field -> said.add(field.getAnnotation(EtcdTest.class)));
        }
        if (said.isEmpty()) {
            throw new ExtensionConfigurationException(
                    testClass.getName() + " has no @EtcdTest on itself, around it or on a field");
        }
        EtcdTest first = said.get(0);
        for (EtcdTest other : said) {
            if (!other.equals(first)) {
                throw new ExtensionConfigurationException("a class has one etcd, and " + testClass.getName()
                        + " wants different ones: " + first + " and " + other);
            }
        }
        check(testClass, first);
        return first;
    }

    /** The class whose tests this one's are nested in, if it is not a class of its own that only lies there. */
    private static @Nullable Class<?> around(Class<?> testClass) {
        return Modifier.isStatic(testClass.getModifiers()) ? null : testClass.getEnclosingClass();
    }

    /** The fields that have the annotation, inherited ones too. */
    static List<Field> fields(Class<?> testClass) {
        return AnnotationSupport.findAnnotatedFields(testClass, EtcdTest.class);
    }

    private static void check(Class<?> testClass, EtcdTest wanted) {
        boolean real = wanted.backend() == EtcdTest.Backend.REAL;
        if (wanted.members() < 1) {
            throw wrong(testClass, "members = " + wanted.members());
        }
        if (!real && wanted.members() > 1) {
            throw wrong(
                    testClass, "members = " + wanted.members() + " without backend = REAL: an embedded etcd has one");
        }
        if (!real && wanted.tls()) {
            throw wrong(testClass, "tls without backend = REAL: an embedded etcd has none");
        }
        if (real && wanted.manualClock()) {
            throw wrong(testClass, "manualClock with backend = REAL: a real etcd goes by the machine's clock");
        }
    }

    private static ExtensionConfigurationException wrong(Class<?> testClass, String what) {
        return new ExtensionConfigurationException("@EtcdTest of " + testClass.getName() + " says " + what);
    }
}
