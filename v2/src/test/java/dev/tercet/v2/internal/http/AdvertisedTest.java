package dev.tercet.v2.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.connection.Endpoint;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdvertisedTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                // given | advertised | learned
                "http://10.0.0.1:2379 | http://10.0.0.1:2379 http://10.0.0.2:2379 | http://10.0.0.2:2379",
                "http://10.0.0.1:2379 | http://10.0.0.2:2379 http://10.0.0.2:2379 | http://10.0.0.2:2379",
                // what nobody can go to
                "http://10.0.0.1:2379 | unix://sock http://a:b http:// http://10.0.0.2:2379/path | -",
                // the member's own machine is ours only if all are here
                "http://10.0.0.1:2379 | http://localhost:2379 http://127.0.0.1:2379 http://[::1]:2379 | -",
                "http://127.0.0.1:1 | http://localhost:2 http://127.0.0.1:1 | http://localhost:2",
                "http://127.0.0.1:1 | http://0.0.0.0:2 http://[::]:2 | -",
                // what is encrypted everywhere stays so
                "https://10.0.0.1:1 | http://10.0.0.2:1 https://10.0.0.3:1 | https://10.0.0.3:1",
                "https://10.0.0.1:1 http://10.0.0.2:1 | http://10.0.0.3:1 | http://10.0.0.3:1"
            })
    void onlyThoseThatCanBeMeant(String given, String advertised, String learned) {
        List<Endpoint> have = Endpoint.parseAll(Arrays.asList(given.split(" ")), false);
        assertThat(Advertised.of(Arrays.asList(advertised.split(" ")), have).stream()
                        .map(Endpoint::toString))
                .containsExactly(learned == null ? new String[0] : learned.split(" "));
    }
}
