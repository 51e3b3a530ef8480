package dev.tercet.testkit.junit;

import dev.tercet.EtcdClientBuilder;
import dev.tercet.embedded.EmbeddedEtcdBuilder;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.platform.commons.support.ReflectionSupport;

/** Settings that a test has as code. */
final class SetUp {
    private SetUp() {}

    /**
     * Lets a class of the test's set up what a builder makes.
     *
     * @throws ExtensionConfigurationException if there is no making one of the class
     */
    static <B> B by(Class<? extends UnaryOperator<B>> type, B builder) {
        UnaryOperator<B> settings;
        try {
            settings = ReflectionSupport.newInstance(type);
        } catch (Exception e) { // JUnit passes on checked ones without saying so.
            throw new ExtensionConfigurationException(
                    type.getName()
                            + ", which @EtcdTest names, cannot be made: it has to be static, or on its own, and have a"
                            + " constructor without parameters that does not throw",
                    e);
        }
        B set = settings.apply(builder);
        if (set == null) {
            throw new ExtensionConfigurationException(
                    type.getName() + ", which @EtcdTest names, gives null for a builder");
        }
        return set;
    }

    /** An embedded etcd as it is. */
    static final class PlainEmbedded implements UnaryOperator<EmbeddedEtcdBuilder> {
        @Override
        public EmbeddedEtcdBuilder apply(EmbeddedEtcdBuilder builder) {
            return builder;
        }
    }

    /** A client as it is. */
    static final class PlainClient implements UnaryOperator<EtcdClientBuilder> {
        @Override
        public EtcdClientBuilder apply(EtcdClientBuilder builder) {
            return builder;
        }
    }
}
