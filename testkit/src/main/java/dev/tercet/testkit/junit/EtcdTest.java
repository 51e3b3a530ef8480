package dev.tercet.testkit.junit;

import dev.tercet.EtcdClientBuilder;
import dev.tercet.embedded.EmbeddedEtcdBuilder;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives the tests of a class an etcd.
 *
 * <pre>{@code
 * @EtcdTest
 * class GreetingTest {
 *     @Test
 *     void greets(EtcdClient etcd) {
 *         etcd.kv().put("greeting", "hello");
 *     }
 * }
 * }</pre>
 *
 * <p>On a class it resolves parameters, of tests, of methods before and after them, and of constructors: {@code EtcdClient}, {@code
 * AsyncEtcdClient}, {@code EmbeddedEtcd}, {@code Faults}, {@code EtcdClock} (with {@link #manualClock}) and, for {@link
 * Backend#REAL}, {@code RealEtcd}. On a field of one of these types it sets the field; a class whose fields have it need not have it
 * itself.
 *
 * <p><b>A class has one etcd</b>, and those nested in it use the same: where it is said several times, it has to be said alike, or
 * the class fails; but a field that has {@code @EtcdTest} and nothing more wants what the class does. Classes nested side by side in one that says nothing have each their own.
 *
 * <p><b>A clean store for each test.</b> Before each test keys, leases, users and alarms are gone; what a method before all tests
 * has put is gone, too. An embedded etcd starts again from revision 1, while a real one goes on counting.
 *
 * <p><b>One client a test</b>, closed after it: parameters and instance fields are given the same. What belongs to all tests of a
 * class (static fields, parameters of methods before and after all) is given another one, which is closed after the last.
 * Where one instance serves all tests ({@code @TestInstance(PER_CLASS)}), its fields have that one before and after all tests, too, if
 * the etcd is the class's.
 *
 * <p><b>Nothing may stay behind.</b> A test fails if, when it and its methods after each test have ended, there is a watch, an
 * observation of an election or a waiting call that its client left open, a thread of a client or of an embedded etcd that it made
 * itself, any other thread that it started and that is no daemon, or an exception that nobody caught: on any thread, or thrown by a
 * listener. What was made before the test may stay, such as in a method before all tests: clients, with what they have open, and pools
 * whose threads have the JDK's names.
 *
 * <p><b>What a test stops is started again</b> for the next one, static fields included.
 *
 * <p><b>Tests at the same time</b> need an etcd each, which is {@link Scope#PER_METHOD}: of two that share one, the second fails and
 * says so. Threads and exceptions cannot be told apart then, nor where classes run at the same time: switch the search for what stays
 * behind off with {@link #failOnLeaks}.
 *
 * @since 0.1
 */
@Documented
@Inherited
@Target({ElementType.TYPE, ElementType.FIELD})
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(EtcdExtension.class)
public @interface EtcdTest {
    /** Which kind of etcd. */
    Backend backend() default Backend.EMBEDDED;

    /**
     * Of a real etcd, which version: {@code 3.5}, {@code 3.6.14} or {@code newest}, which it is if it is not said. Of an embedded one,
     * the version that it reports, in full.
     */
    String version() default "";

    /** How many members; more than one needs a real etcd. */
    int members() default 1;

    /** Whether clients speak TLS with it; needs a real etcd. */
    boolean tls() default false;

    /** How long an etcd is used. */
    Scope scope() default Scope.PER_CLASS;

    /** Whether time stands still at the etcd, until the test moves it with an {@code EtcdClock}; needs an embedded one. */
    boolean manualClock() default false;

    /** Whether an embedded etcd listens on a port, for clients other than those injected. A real one always does. */
    boolean listen() default false;

    /**
     * What else to set up of an embedded etcd: a class with a constructor without parameters. Both may be private; nested it is
     * static. What the annotation says comes after it.
     *
     * <pre>{@code
     * @EtcdTest(embedded = SmallQuotaTest.Small.class)
     * class SmallQuotaTest {
     *     static class Small implements UnaryOperator<EmbeddedEtcdBuilder> {
     *         @Override
     *         public EmbeddedEtcdBuilder apply(EmbeddedEtcdBuilder etcd) {
     *             return etcd.quotaBytes(16 * 1024 * 1024);
     *         }
     *     }
     * }
     * }</pre>
     */
    Class<? extends UnaryOperator<EmbeddedEtcdBuilder>> embedded() default SetUp.PlainEmbedded.class;

    /**
     * What to set up of the clients that are given, such as a timeout or a namespace: a class as for {@link #embedded}. Endpoints and
     * transport are set already; of one that is given another transport, what it leaves open is not found.
     */
    Class<? extends UnaryOperator<EtcdClientBuilder>> client() default SetUp.PlainClient.class;

    /** Whether a test fails for what it leaves behind. If not, exceptions that nobody caught go where they went without it. */
    boolean failOnLeaks() default true;

    /** Kinds of etcd. */
    enum Backend {
        /** One in this process, up in milliseconds; clients reach it without a socket. */
        EMBEDDED,
        /**
         * A real one, as processes of their own on this machine. The binary is found as {@code EtcdBinaries} says; a test whose etcd is
         * not to be had is skipped, or fails where the variable {@code CI} is {@code true}. Needs a transport on the class path, such as
         * {@code tercet-grpc}.
         */
        REAL
    }

    /** How long an etcd is used. */
    enum Scope {
        /** For all tests of the class, which run one after the other; cleaned before each. */
        PER_CLASS,
        /** For one test: each has a new one. */
        PER_METHOD
    }
}
