package dev.tercet.testkit.junit;

import java.util.LinkedHashSet;
import java.util.Set;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestInstances;

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
    public void beforeAll(ExtensionContext context) {
        // Even if there is nothing to set: what contradicts itself fails here, once, and not in each test.
        ClassState state = classState(context);
        Fields.setStatic(context.getRequiredTestClass(), state);
        setBetweenTests(context, state);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        TestState test = testState(context);
        ClassState ofClass = classState(context);
        TestInstances instances = context.getRequiredTestInstances();
        if (ofClass.haveStaticsToBeSet()) {
            instances.getAllInstances().forEach(instance -> Fields.setStatic(instance.getClass(), ofClass));
        }
        Fields.set(instances, test.occasion());
    }

    @Override
    public void afterEach(ExtensionContext context) {
        TestState state = store(context).remove(TestState.class, TestState.class);
        if (state == null) {
            return;
        }
        try {
            state.end(context.getRequiredTestClass().getSimpleName() + "." + context.getDisplayName());
        } finally {
            setBetweenTests(context, classState(context));
        }
    }

    /** Gives an instance that outlives a test what belongs to all tests, for the methods before and after them. */
    private static void setBetweenTests(ExtensionContext context, ClassState state) {
        if (state.wanted().scope() == EtcdTest.Scope.PER_CLASS && isInOneThatLasts(context)) {
            context.getTestInstances().ifPresent(instances -> Fields.set(instances, state.forAll()));
        }
    }

    private static boolean isInOneThatLasts(ExtensionContext context) {
        return context.getTestInstanceLifecycle()
                        .filter(TestInstance.Lifecycle.PER_CLASS::equals)
                        .isPresent()
                || context.getParent().filter(EtcdExtension::isInOneThatLasts).isPresent();
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
            throw new ParameterResolutionException(Occasion.lacks(type));
        }
        return given;
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
