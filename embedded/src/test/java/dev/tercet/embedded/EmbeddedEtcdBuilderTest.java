package dev.tercet.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tercet.embedded.internal.state.Limits;
import dev.tercet.embedded.internal.state.Retention;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class EmbeddedEtcdBuilderTest {
    @Test
    void unlessSetItIsAsEtcdIs() {
        assertThat(EmbeddedEtcd.builder().limits()).isEqualTo(Limits.DEFAULT);
    }

    @Test
    void everythingThatIsSetArrives() {
        EmbeddedEtcdBuilder builder = EmbeddedEtcd.builder()
                .port(7)
                .name("n")
                .version("3.5.30")
                .maxRequestBytes(1)
                .maxTxnOps(2)
                .quotaBytes(3)
                .minLeaseTtl(Duration.ofSeconds(4))
                .watchProgressInterval(Duration.ofSeconds(5))
                .authTokenTtl(Duration.ofSeconds(6))
                .autoCompactionRevisions(7);
        assertThat(builder.limits())
                .isEqualTo(new Limits(
                        1,
                        2,
                        3,
                        Duration.ofSeconds(4),
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(6),
                        new Retention.Revisions(7)));
        assertThat(builder.port()).isEqualTo(7);
        assertThat(builder.identity().name()).isEqualTo("n");
        assertThat(builder.identity().version()).isEqualTo("3.5.30");
        assertThat(builder.withoutQuota().limits().quotaBytes()).isNegative();
        assertThat(builder.autoCompactionPeriod(Duration.ofHours(1)).limits().retention())
                .isEqualTo(new Retention.Period(Duration.ofHours(1)));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void aMistakeIsNamed(Consumer<EmbeddedEtcdBuilder> mistake, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> mistake.accept(EmbeddedEtcd.builder()))
                .withMessage(message);
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                mistake(b -> b.port(65536), "port is not within 0 to 65535: 65536"),
                mistake(b -> b.name(""), "name is empty"),
                mistake(b -> b.version("3.6"), "version is not of the form 3.x.y: \"3.6\""),
                mistake(b -> b.version("4.0.0"), "version is not of the form 3.x.y: \"4.0.0\""),
                mistake(b -> b.maxRequestBytes(0), "maxRequestBytes is not positive: 0"),
                mistake(
                        b -> b.maxRequestBytes(Integer.MAX_VALUE),
                        "maxRequestBytes is more than a gibibyte: 2147483647"),
                mistake(b -> b.maxTxnOps(-1), "maxTxnOps is not positive: -1"),
                mistake(b -> b.quotaBytes(0), "quotaBytes is not positive: 0"),
                mistake(b -> b.minLeaseTtl(Duration.ZERO), "minLeaseTtl is less than PT1S: PT0S"),
                mistake(b -> b.minLeaseTtl(Duration.ofMillis(1500)), "minLeaseTtl is not in whole seconds: PT1.5S"),
                mistake(b -> b.authTokenTtl(Duration.ofSeconds(-1)), "authTokenTtl is less than PT1S: PT-1S"),
                mistake(
                        b -> b.watchProgressInterval(Duration.ZERO),
                        "watchProgressInterval is less than PT0.001S: PT0S"),
                mistake(
                        b -> b.watchProgressInterval(Duration.ofSeconds(Long.MAX_VALUE)),
                        "watchProgressInterval is more than PT1752000H: PT2562047788015215H30M7S"),
                mistake(
                        b -> b.autoCompactionPeriod(Duration.ofNanos(5)),
                        "autoCompactionPeriod is less than PT0.01S: PT0.000000005S"),
                mistake(b -> b.autoCompactionRevisions(0), "autoCompactionRevisions is not positive: 0"));
    }

    private static Arguments mistake(Consumer<EmbeddedEtcdBuilder> mistake, String message) {
        return Arguments.of(mistake, message);
    }
}
