package dev.tercet.embedded.internal.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.embedded.internal.status.EtcdError;
import dev.tercet.embedded.internal.status.EtcdErrors;
import dev.tercet.spi.StatusCode;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RefusalsTest {
    static Stream<Arguments> reasons() {
        return Stream.of(
                Arguments.of(
                        EtcdErrors.PERMISSION_DENIED,
                        "rpc error: code = PermissionDenied desc = etcdserver: permission denied"),
                Arguments.of(
                        EtcdErrors.INVALID_AUTH_TOKEN,
                        "rpc error: code = Unauthenticated desc = etcdserver: invalid auth token"),
                Arguments.of(
                        EtcdErrors.USER_NAME_IS_EMPTY,
                        "rpc error: code = InvalidArgument desc = etcdserver: user name is empty"),
                Arguments.of(
                        EtcdErrors.REVISION_OF_AUTH_STORE_IS_OLD,
                        "rpc error: code = InvalidArgument desc = etcdserver: revision of auth store is old"),
                Arguments.of(
                        new EtcdError(StatusCode.INTERNAL, "anything else"),
                        "rpc error: code = PermissionDenied desc = etcdserver: permission denied"));
    }

    @ParameterizedTest
    @MethodSource("reasons")
    void theWholeStatusIsWrittenOut(EtcdError error, String reason) {
        assertThat(Refusals.reason(error)).isEqualTo(reason);
    }
}
