package dev.tercet.testkit.junit;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.ReflectionSupport;

/**
 * An annotation, and where it is.
 *
 * @param testClass the class
 * @param field the field of it; null if the class itself has it
 */
record Saying(Class<?> testClass, @Nullable Field field, EtcdTest what) {
    /** What a class and its fields say. */
    static Stream<Saying> of(Class<?> testClass) {
        return Stream.concat(
                AnnotationSupport.findAnnotation(testClass, EtcdTest.class).stream()
                        .map(what -> new Saying(testClass, null, what)),
                Wanted.fields(testClass).stream()
                        .flatMap(field -> AnnotationSupport.findAnnotation(field, EtcdTest.class).stream()
                                .map(what -> new Saying(testClass, field, what))));
    }

    /** Whether it is on a field, and says nothing more. */
    boolean isBareField() {
        return field != null
                && attributes((attribute, value) -> value.equals(attribute.getDefaultValue()))
                                .size()
                        == EtcdTest.class.getDeclaredMethods().length;
    }

    /** Where it is, and what it says otherwise than another. */
    String difference(Saying other) {
        String where =
                field == null ? testClass.getName() : field.getDeclaringClass().getName() + "." + field.getName();
        return where + " has "
                + String.join(", ", attributes((attribute, value) -> !value.equals(value(attribute, other.what))));
    }

    private List<String> attributes(BiPredicate<Method, Object> which) {
        List<String> found = new ArrayList<>();
        for (Method attribute : EtcdTest.class.getDeclaredMethods()) {
            Object value = value(attribute, what);
            if (which.test(attribute, value)) {
                found.add(attribute.getName() + " = " + shown(value));
            }
        }
        return found.stream().sorted().toList();
    }

    private static Object value(Method attribute, EtcdTest of) {
        return ReflectionSupport.invokeMethod(attribute, of);
    }

    private static String shown(Object value) {
        if (value instanceof Class<?> type) {
            return type.getName();
        }
        return value instanceof String text ? "\"" + text + "\"" : value.toString();
    }
}
