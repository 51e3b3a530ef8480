package dev.tercet.testkit.junit;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
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
        for (Field field : Wanted.fields(context.getRequiredTestClass())) {
            if (Modifier.isStatic(field.getModifiers())) {
                set(field, null, classState(context).forAll());
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
        TestState state = store(context).get(TestState.class, TestState.class);
        if (state == null) {
            state = new TestState(classState(context));
            store(context).put(TestState.class, state);
        }
        return state;
    }

    /** The state of the outermost class, which those nested in it share. */
    private static ClassState classState(ExtensionContext context) {
        ExtensionContext outermost = context;
        for (ExtensionContext at = context;
                at.getTestClass().isPresent();
                at = at.getParent().orElseThrow()) {
            outermost = at;
        }
        ClassState state = store(outermost).get(ClassState.class, ClassState.class);
        if (state == null) {
            state = new ClassState(context.getRequiredTestClass());
            store(outermost).put(ClassState.class, state);
        }
        return state;
    }

    private static ExtensionContext.Store store(ExtensionContext context) {
        return context.getStore(NAMESPACE);
    }
}
