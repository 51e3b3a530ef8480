package dev.tercet.testkit.junit;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.TestInstances;

/** Sets the fields that have the annotation. */
final class Fields {
    private Fields() {}

    /** Those that all tests of a class have in common. */
    static void setStatic(Class<?> testClass, ClassState state) {
        for (Field field : Wanted.fields(testClass)) {
            if (Modifier.isStatic(field.getModifiers())) {
                set(field, null, state.forAll());
            }
        }
    }

    /** Those of tests, and of what they are nested in. */
    static void set(TestInstances instances, Occasion occasion) {
        for (Object instance : instances.getAllInstances()) {
            for (Field field : Wanted.fields(instance.getClass())) {
                if (!Modifier.isStatic(field.getModifiers())) {
                    set(field, instance, occasion);
                }
            }
        }
    }

    private static void set(Field field, @Nullable Object instance, Occasion occasion) {
        Class<?> type = field.getType();
        if (!Occasion.knows(type)) {
            throw new ExtensionConfigurationException(field + " has @EtcdTest, and is of no type that it can give");
        }
        Object given = occasion.give(type);
        if (given == null) {
            throw new ExtensionConfigurationException(field + ": " + Occasion.lacks(type));
        }
        try {
            field.setAccessible(true);
            field.set(instance, given);
        } catch (IllegalAccessException e) {
            throw new ExtensionConfigurationException(field + " has @EtcdTest, and cannot be set: it is final", e);
        }
    }
}
