package dev.tercet.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.testkit.contract.ViewKind;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is left of a client in a process that has only one: gRPC's pools, too, have to go with the last. */
class LastThreadTest {
    @ParameterizedTest
    @ValueSource(strings = {"close", "forget"})
    void theProcessEnds(String how) throws IOException, InterruptedException {
        String endpoint = new RealTarget("newest", 1, Way.GRPC, ViewKind.BLOCKING)
                .sharedEndpoints()
                .get(0);
        OtherJvm.Ended process = OtherJvm.run(OneClient.class, List.of(), endpoint, how);
        assertThat(process.byItself()).as("the process ends by itself").isTrue();
        assertThat(process.exitCode()).as(process.output()).isZero();
    }
}
