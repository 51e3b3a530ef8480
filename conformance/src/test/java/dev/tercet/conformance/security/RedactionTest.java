package dev.tercet.conformance.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.tercet.kv.Bytes;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Records show all that they have, unless they say otherwise: those with a secret in them have to. The testkit shows what it was sent. */
class RedactionTest {
    private static final String SECRET = "open-s3same";
    private static final List<String> SECRETIVE =
            List.of("password", "secret", "token", "authorization", "headers", "hash");

    private static final Map<String, String> HARMLESS =
            Map.of("dev.tercet.embedded.internal.front.http.Page", "the headers of an answer");

    static Stream<Class<?>> records() {
        return new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("dev.tercet").stream()
                        .filter(type -> !type.getPackageName().startsWith("dev.tercet.testkit")
                                && !HARMLESS.containsKey(type.getName()))
                        .filter(type ->
                                type.isRecord() && !type.getPackageName().contains(".proto."))
                        .<Class<?>>map(type -> type.reflect())
                        .filter(type ->
                                Arrays.stream(type.getRecordComponents()).anyMatch(RedactionTest::isSecret));
    }

    private static boolean isSecret(RecordComponent component) {
        String name = component.getName().toLowerCase(Locale.ROOT);
        return SECRETIVE.stream().anyMatch(name::contains)
                && !component.getType().isPrimitive()
                && secret(component.getType()) != null;
    }

    private static Object secret(Class<?> type) {
        if (type == String.class || type == Object.class || type == CharSequence.class) {
            return SECRET;
        }
        if (type == Bytes.class) {
            return Bytes.of(SECRET);
        }
        if (type == ByteString.class) {
            return ByteString.copyFromUtf8(SECRET);
        }
        if (type == Optional.class) {
            return Optional.of(SECRET);
        }
        return type == Map.class ? Map.of("Authorization", SECRET) : null;
    }

    @ParameterizedTest
    @MethodSource("records")
    void whatIsSecretIsNotShown(Class<?> type) throws Exception {
        RecordComponent[] components = type.getRecordComponents();
        Constructor<?> constructor = type.getDeclaredConstructor(
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
        constructor.setAccessible(true);
        Object[] values = Arrays.stream(components)
                .map(each -> isSecret(each) ? secret(each.getType()) : harmless(each.getType()))
                .toArray();
        try {
            assertThat(constructor.newInstance(values).toString()).doesNotContain(SECRET);
        } catch (InvocationTargetException e) {
            throw new AssertionError("this test cannot make one: teach it", e.getCause());
        }
    }

    private static Object harmless(Class<?> type) {
        if (type == boolean.class) {
            return false;
        }
        if (type == int.class) {
            return 1;
        }
        if (type == long.class) {
            return 1L;
        }
        if (type == String.class) {
            return "harmless";
        }
        if (type == Path.class) {
            return Path.of("harmless");
        }
        if (type == List.class) {
            return List.of();
        }
        if (type == Set.class) {
            return Set.of();
        }
        if (type == Map.class) {
            return Map.of();
        }
        if (type == Optional.class) {
            return Optional.empty();
        }
        return type == Bytes.class ? Bytes.EMPTY : type == ByteString.class ? ByteString.EMPTY : null;
    }
}
