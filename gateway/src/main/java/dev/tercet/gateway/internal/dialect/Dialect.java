package dev.tercet.gateway.internal.dialect;

import dev.tercet.gateway.internal.json.Codecs;
import dev.tercet.gateway.internal.json.JsonCodec;
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
    private static final String HAS_LEADER = "Grpc-Metadata-hasleader";
    private static final Version BETA_ENDS = new Version(3, 4, 0);
    private static final Version ALPHA_ENDS = new Version(3, 3, 0);
    private static final Map<String, String> LEADER = Map.of(HAS_LEADER, "true");

    /** Where a call goes, with the prefix. */
    public String path(Rpc<?, ?> rpc) {
        return prefix + Routes.of(this, rpc.path());
    }

    /** Where a stream goes, with the prefix. */
    public String path(StreamRpc<?, ?> rpc) {
        return prefix + rpc.path();
    }

    /** How a call's messages are said: by the version where it is known, since newer servers go by older prefixes, too. */
    public <Q, R> JsonCodec<Q, R> codec(Rpc<Q, R> rpc) {
        return mayHave(BETA_ENDS) ? Codecs.of(rpc) : Codecs.ofOld(rpc);
    }

    /** The headers that go with a call or a stream. */
    public Map<String, String> headers(CallContext context) {
        String token = context.token();
        if (token == null) {
            return context.requireLeader() ? LEADER : Map.of();
        }
        // Servers before 3.3 know of no header of their own for it.
        String name = prefix.equals("/v3alpha") ? "Grpc-Metadata-Token" : "Authorization";
        return context.requireLeader() ? Map.of(name, token, HAS_LEADER, "true") : Map.of(name, token);
    }

    /**
     * Whether its websockets can be used; if the version is not known, they are not.
     *
     * <p>Before 3.4.15 a message on them could be no longer than 64 KiB; and tokens that come with them are understood only since
     * 3.5.32, 3.6.13 and 3.7.0.
     */
    public boolean opensSockets(CallContext context) {
        return context.token() == null
                ? isAtLeast(3, 4, 15)
                : isAtLeast(3, 7, 0) || isPatched(6, 13) || isPatched(5, 32);
    }

    /**
     * Whether its answers to requests for progress come behind the events that they tell of; if the version is not known, they do not.
     *
     * <p>Before 3.4.25 and 3.5.8 they ran ahead.
     */
    public boolean hasExactProgress() {
        return isAtLeast(3, 5, 8) || isPatched(4, 25);
    }

    /** Why it cannot make this call, or null if it can or nobody knows. */
    public <Q> @Nullable WireFailure lacks(Rpc<Q, ?> rpc, Q request) {
        return lacks(rpc.path(), rpc.method(), request);
    }

    /** Why it cannot open this stream, or null if it can or nobody knows. */
    public <Q> @Nullable WireFailure lacks(StreamRpc<Q, ?> rpc, Q request) {
        return lacks(rpc.path(), rpc.method(), request);
    }

    private @Nullable WireFailure lacks(String path, String method, @Nullable Object request) {
        Version since = Routes.since(path);
        if (since != null && !mayHave(since)) {
            return unsupported(this + " has no " + method + ": it came with " + since.text());
        }
        Version routed = Routes.routedSince(path);
        if (routed != null && !mayHave(routed)) {
            return unsupported(this + "'s gateway has no " + method + ": it came with " + routed.text()
                    + "; use gRPC (tercet-grpc)");
        }
        Parts part = mayHave(Parts.LAST) ? null : Parts.newest(request);
        return part == null || mayHave(part.since())
                ? null
                : unsupported(this + " has no " + part.words() + " in " + method + ", and would do without: since "
                        + part.since().text());
    }

    /** The failure of what cannot be done over this gateway, in the words that users shall read. */
    public static WireFailure unsupported(String text) {
        return new WireFailure(StatusCode.UNIMPLEMENTED, text, Reach.REFUSED, new UnsupportedOperationException(text));
    }

    /** Whether the version is this one or a newer one; false if it is not known. */
    public boolean isAtLeast(int otherMajor, int otherMinor, int otherPatch) {
        if (major != otherMajor) {
            return major > otherMajor;
        }
        return minor == otherMinor ? patch >= otherPatch : minor > otherMinor;
    }

    /** Whether it has what came with a version, as far as anybody knows: the prefix tells something of the version. */
    private boolean mayHave(Version since) {
        if (major > 0) {
            return isAtLeast(since.major(), since.minor(), since.patch());
        }
        return switch (prefix) {
            case "/v3beta" -> since.compareTo(BETA_ENDS) < 0;
            case "/v3alpha" -> since.compareTo(ALPHA_ENDS) < 0;
            default -> true;
        };
    }

    private boolean isPatched(int line, int since) {
        return major == 3 && minor == line && patch >= since;
    }

    /** The server, as people call it. */
    @Override
    public String toString() {
        return major == 0 ? "the etcd behind " + prefix : "etcd " + major + "." + minor + "." + patch;
    }
}
