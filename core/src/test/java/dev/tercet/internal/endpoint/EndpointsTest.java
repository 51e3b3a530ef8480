package dev.tercet.internal.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.connection.Endpoint;
import dev.tercet.internal.schedule.FakeScheduler;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which endpoint a text means. */
class EndpointsTest {
    private final Endpoints endpoints = new Endpoints(
            Stream.of("gateway+http://a:1", "http://a:1", "gateway+http://b:1", "gateway+https://c:1", "grpc+http://d")
                    .map(text -> Candidate.of(Endpoint.parse(text, false)))
                    .toList(),
            List.of(),
            new FakeScheduler());

    @ParameterizedTest
    @CsvSource({
        "gateway+http://a:1, 0",
        "http://a:1, 1",
        "a:1, 1",
        "GATEWAY+http://b:1/, 2",
        "http://b:1, 2",
        "b:1, 2",
        "https://c:1, 3",
        "c:1, 3",
        "d, 4",
        "http://c:1, -1",
        "https://b:1, -1",
        "grpc+http://b:1, -1",
        "b:2, -1",
    })
    void isFoundByNameOrElseByAddress(String text, int index) {
        assertThat(endpoints.indexOf(text)).isEqualTo(index);
    }
}
