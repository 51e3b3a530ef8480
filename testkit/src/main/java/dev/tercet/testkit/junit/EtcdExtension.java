package dev.tercet.testkit.junit;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * What {@link EtcdTest} does.
 *
 * @since 0.1
 */
public final class EtcdExtension
        implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, ParameterResolver {
    private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace.create(EtcdExtension.class);

    /** JUnit makes one where the annotation is. */
    public EtcdExtension() {}

    @Override
    public ExtensionContextScope getTestInstantiationExtensionContextScope(ExtensionContext root) {
        // So that a constructor is given its test's client, and not one for all tests.
        return ExtensionContextScope.TEST_METHOD;
    }

    @Override
    public void beforeAll(ExtensionContext context) throws IllegalAccessException {
        // Even if there is nothing to set: what contradicts itself fails here, once, and not in each test.
        ClassState state = classState(context);
        for (Field field : Wanted.fields(context.getRequiredTestClass())) {
            if (Modifier.isStatic(field.getModifiers())) {
                set(field, null, state.forAll());
            }
        }
    }

    @Override
    public void beforeEach(ExtensionContext context) throws IllegalAccessException {
        Occasion occasion = testState(context).occasion();
        for (Object instance : context.getRequiredTestInstances().getAllInstances()) {
            for (Field field : Wanted.fields(instance.getClass())) {
                if (!Modifier.isStatic(field.getModifiers())) {
                    set(field, instance, occasion);
                }
            }
        }
    }

    @Override
    public void afterEach(ExtensionContext context) {
        TestState state = store(context).remove(TestState.class, TestState.class);
        if (state != null) {
            state.end(context.getRequiredTestClass().getSimpleName() + "." + context.getDisplayName());
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return Occasion.knows(parameter.getParameter().getType());
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Occasion occasion = context.getTestMethod().isPresent()
                ? testState(context).occasion()
                : classState(context).forAll();
        Class<?> type = parameter.getParameter().getType();
        Object given = occasion.give(type);
        if (given == null) {
            throw new ParameterResolutionException(lacks(type));
        }
        return given;
    }

    private static void set(Field field, @Nullable Object instance, Occasion occasion) throws IllegalAccessException {
        if (!Occasion.knows(field.getType())) {
            throw new ExtensionConfigurationException(field + " has @EtcdTest, and is of no type that it can give");
        }
        Object given = occasion.give(field.getType());
        if (given == null) {
            throw new ExtensionConfigurationException(field + ": " + lacks(field.getType()));
        }
        field.setAccessible(true);
        field.set(instance, given);
    }

    private static String lacks(Class<?> type) {
        String cure = switch (type.getSimpleName()) {
            case "RealEtcd" -> "say @EtcdTest(backend = REAL)";
            case "EtcdClock" -> "say @EtcdTest(manualClock = true)";
            default -> "a real etcd has none: leave out backend = REAL";
        };
        return "there is no " + type.getSimpleName() + " here: " + cure;
    }

    private static TestState testState(ExtensionContext context) {
        // No other thread uses the store of a single test; and were it computed there, a failure to begin would be
        // kept, and told twice.
        TestState state = store(context).get(TestState.class, TestState.class);
        if (state == null) {
            state = TestState.begin(classState(context));
            store(context).put(TestState.class, state);
        }
        return state;
    }

    /** The state of the outermost class that says what it wants, which those nested in it share. */
    private static ClassState classState(ExtensionContext context) {
        Set<Class<?>> classes = new LinkedHashSet<>();
        ExtensionContext outermost = context;
        for (ExtensionContext at = context;
                at.getTestClass().isPresent();
                at = at.getParent().orElseThrow()) {
            classes.add(at.getRequiredTestClass());
            if (Wanted.isSaidBy(at.getRequiredTestClass())) {
                outermost = at;
            }
        }
        EtcdTest wanted = Wanted.by(classes);
        Class<?> testClass = outermost.getRequiredTestClass();
        return store(outermost)
                .getOrComputeIfAbsent(ClassState.class, key -> new ClassState(testClass, wanted), ClassState.class);
    }

    private static ExtensionContext.Store store(ExtensionContext context) {
        return context.getStore(NAMESPACE);
    }
}
