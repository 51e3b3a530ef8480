package dev.tercet.testkit.junit;

import java.lang.reflect.Field;
import java.util.Collection;
import java.util.List;
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
        List<Saying> said = classes.stream().flatMap(Saying::of).toList();
        if (said.isEmpty()) {
            throw new ExtensionConfigurationException(name + " has no @EtcdTest on itself, around it or on a field");
        }
        // A field that only asks to be set wants what the others do.
        Saying first =
                said.stream().filter(each -> !each.isBareField()).findFirst().orElse(said.get(0));
        for (Saying other : said) {
            if (!other.isBareField() && !other.what().equals(first.what())) {
                throw new ExtensionConfigurationException(
                        "a class has one etcd, which it shares with the classes nested in it, and " + name
                                + " wants different ones: " + first.difference(other) + ", and "
                                + other.difference(first));
            }
        }
        check(name, first.what());
        return first.what();
    }

    /** Whether a class says itself what it wants. */
    static boolean isSaidBy(Class<?> testClass) {
        return Saying.of(testClass).findAny().isPresent();
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
        if (real && wanted.embedded() != SetUp.PlainEmbedded.class) {
            throw wrong(name, "embedded = " + wanted.embedded().getName() + " with backend = REAL");
        }
        if (real && wanted.manualClock()) {
            throw wrong(name, "manualClock with backend = REAL: a real etcd goes by the machine's clock");
        }
    }

    private static ExtensionConfigurationException wrong(String name, String what) {
        return new ExtensionConfigurationException("@EtcdTest of " + name + " says " + what);
    }
}
