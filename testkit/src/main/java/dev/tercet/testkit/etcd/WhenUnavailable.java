package dev.tercet.testkit.etcd;

import java.util.function.Supplier;
import org.opentest4j.TestAbortedException;

/**
 * What becomes of a test whose etcd is not to be had: a developer's machine may lack one, a build server may not, since
 * there a skipped suite would go unseen for months.
 *
 * @since 0.1
 */
public enum WhenUnavailable {
    /** The test is skipped, and the reason printed. */
    SKIP,
    /** The test fails. */
    FAIL;

    /** {@link #FAIL} where the environment says {@code CI=true} or sets {@code TERCET_REQUIRE_ETCD}, else SKIP. */
    public static WhenUnavailable fromEnvironment() {
        boolean required = "true".equals(System.getenv("CI")) || System.getenv("TERCET_REQUIRE_ETCD") != null;
        return required ? FAIL : SKIP;
    }

    /**
     * The policy for one version: {@link #fromEnvironment()}, but {@link #SKIP} for etcd 3.3 everywhere. Few systems still package it, so
     * a build server may be without; that it was is printed as ever.
     *
     * @param version as in {@code 3.3}, {@code 3.5.30} or {@code newest}
     */
    public static WhenUnavailable of(String version) {
        return (version + ".").startsWith("3.3.") ? SKIP : fromEnvironment();
    }

    /**
     * Runs {@code start} and applies this policy to an {@link EtcdUnavailable}; every other exception passes.
     *
     * @throws TestAbortedException under {@link #SKIP}, which test platforms report as a skipped test
     */
    public <T> T obtain(Supplier<T> start) {
        try {
            return start.get();
        } catch (EtcdUnavailable e) {
            if (this == FAIL) {
                throw e;
            }
            System.err.println("SKIPPED, NOT TESTED: " + e.getMessage());
            throw new TestAbortedException(e.getMessage(), e);
        }
    }
}
