package dev.tercet.gateway.internal.dialect;

import dev.tercet.spi.CallContext;
import dev.tercet.spi.Rpc;
import dev.tercet.spi.StatusCode;
import dev.tercet.spi.StreamRpc;
import dev.tercet.spi.WireFailure;
import dev.tercet.spi.WireFailure.Reach;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How one endpoint's gateway wants to be spoken to.
 *
 * @param prefix {@code /v3}, {@code /v3beta} or {@code /v3alpha}
 * @param major of the server's version, 0 if it is not known
 * @param minor of the server's version
 * @param patch of the server's version
 */
public record Dialect(String prefix, int major, int minor, int patch) {
    private static final Map<String, String> LEADER = Map.of("Grpc-Metadata-hasleader", "true");

    /** Where a call goes, with the prefix. */
    public String path(Rpc<?, ?> rpc) {
        return prefix + Routes.of(this, rpc.path());
    }

    /** Where a stream goes, with the prefix. */
    public String path(StreamRpc<?, ?> rpc) {
        return prefix + rpc.path();
    }

    /** The headers that go with a call or a stream. */
    public Map<String, String> headers(CallContext context) {
        if (context.token() == null) {
            return context.requireLeader() ? LEADER : Map.of();
        }
        // Servers before 3.3 know of no other header than those of gRPC.
        String name = prefix.equals("/v3alpha") && !isAtLeast(3, 3, 0) ? "Grpc-Metadata-Token" : "Authorization";
        return context.requireLeader()
                ? Map.of(name, context.token(), "Grpc-Metadata-hasleader", "true")
                : Map.of(name, context.token());
    }

    /**
     * Whether its websockets can be used.
     *
     * <p>Before 3.4.15 a message on them could be no longer than 64 KiB; and tokens that come with them are understood only since
     * 3.5.32, 3.6.13 and 3.7.0.
     */
    public boolean opensSockets(CallContext context) {
        return context.token() == null ? isAtLeast(3, 4, 15) : isSince(3, 7, 0) || isPatched(6, 13) || isPatched(5, 32);
    }

    /** Why it cannot make this call, or null if it can. */
    public @Nullable WireFailure lacks(Rpc<?, ?> rpc) {
        String missing = Routes.missing(this, rpc.path());
        return missing == null ? null : unsupported(missing);
    }

    /** The failure of what it cannot do, in words such as "no way to promote members". */
    public WireFailure unsupported(String missing) {
        String text = this + "'s gateway has " + missing + ": use gRPC (tercet-grpc)";
        return new WireFailure(StatusCode.UNIMPLEMENTED, text, Reach.REFUSED, new UnsupportedOperationException(text));
    }

    /** Whether the version is this one or a newer one; false if it is not known. */
    public boolean isAtLeast(int otherMajor, int otherMinor, int otherPatch) {
        if (major != otherMajor) {
            return major > otherMajor;
        }
        return minor == otherMinor ? patch >= otherPatch : minor > otherMinor;
    }

    private boolean isSince(int otherMajor, int otherMinor, int otherPatch) {
        return isAtLeast(otherMajor, otherMinor, otherPatch);
    }

    private boolean isPatched(int line, int since) {
        return major == 3 && minor == line && patch >= since;
    }

    /** The server, as people call it. */
    @Override
    public String toString() {
        return major == 0 ? "this etcd (" + prefix + ")" : "etcd " + major + "." + minor + "." + patch;
    }
}
