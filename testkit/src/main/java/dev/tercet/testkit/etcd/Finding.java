package dev.tercet.testkit.etcd;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What one place had: binaries, or the reason why it had none that will do. */
record Finding(@Nullable EtcdBinaries binaries, String reason) {
    static Finding of(EtcdBinaries binaries) {
        return new Finding(Objects.requireNonNull(binaries), "");
    }

    static Finding nothing(String reason) {
        return new Finding(null, reason);
    }

    Optional<EtcdBinaries> found() {
        return Optional.ofNullable(binaries);
    }
}
