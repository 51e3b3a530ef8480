package dev.tercet.internal.watch;

import dev.tercet.error.ClientClosedException;
import dev.tercet.error.CompactedException;
import dev.tercet.error.ErrorCode;
import dev.tercet.error.EtcdException;
import dev.tercet.error.EtcdException.Details;
import dev.tercet.error.NoLeaderException;
import dev.tercet.error.Outcome;
import dev.tercet.error.PermissionDeniedException;
import dev.tercet.error.RejectedEtcdException;
import dev.tercet.error.UnauthenticatedException;
import dev.tercet.error.UnavailableException;
import dev.tercet.kv.Bytes;
import dev.tercet.kv.Header;
import dev.tercet.kv.KeyValue;
import dev.tercet.watch.WatchEvent;

/** Values for tests. */
final class Samples {
    private Samples() {}

    static KeyValue kv(String key, long revision) {
        return new KeyValue(Bytes.of(key), Bytes.of("v" + revision), revision, revision, 1, 0);
    }

    static WatchEvent put(String key, long revision) {
        return new WatchEvent(WatchEvent.Type.PUT, kv(key, revision), null);
    }

    static Header header(long revision) {
        return new Header(1, 1, revision, 1);
    }

    static EtcdException failure(ErrorCode code) {
        Details details = Details.of(code, Outcome.NOT_APPLIED, "");
        return switch (code) {
            case UNAVAILABLE -> new UnavailableException(details);
            case NO_LEADER -> new NoLeaderException(details);
            case UNAUTHENTICATED -> new UnauthenticatedException(details);
            case PERMISSION_DENIED -> new PermissionDeniedException(details);
            case COMPACTED -> new CompactedException(details, 0);
            case CLIENT_CLOSED -> new ClientClosedException(details);
            default -> new RejectedEtcdException(details);
        };
    }
}
