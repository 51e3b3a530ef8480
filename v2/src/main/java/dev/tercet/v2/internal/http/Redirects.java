package dev.tercet.v2.internal.http;

import dev.tercet.connection.Endpoint;
import dev.tercet.http.HttpHead;
import dev.tercet.spi.StatusCode;
import dev.tercet.spi.WireFailure;
import dev.tercet.spi.WireFailure.Reach;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.function.Predicate;

/**
 * Where a request is sent to, and on whose word. Members that did not lead sent writes on to the leader, once; proxies send on from http to
 * https.
 *
 * <p>Nobody who answers with a redirect has done anything, so the request can go on with method and body as they are.
 *
 * @param endpoint where to
 * @param path with its query
 * @param hops how many redirects led there
 * @param withCredentials whether the user's password may go along: not once it would leave TLS or go to a stranger, or has been where it
 *     might have
 */
record Redirects(Endpoint endpoint, String path, int hops, boolean withCredentials) {
    private static final int MOST = 10;

    /** Before any. */
    static Redirects none(Endpoint endpoint, String path) {
        return new Redirects(endpoint, path, 0, true);
    }

    static boolean isOne(HttpHead head) {
        return switch (head.status()) {
            case 301, 302, 307, 308 -> true;
            default -> false;
        };
    }

    /** Why a redirect is not followed. The endpoint as it is set up will always answer so, though another may not. */
    static final class NotFollowed extends Exception {
        private static final long serialVersionUID = 1;

        NotFollowed(HttpHead head, String why) {
            super("HTTP " + head.status() + " to \"" + Page.shown(head.location()) + "\": " + why, null, false, false);
        }

        WireFailure toFailure() {
            return new WireFailure(StatusCode.UNAVAILABLE, String.valueOf(getMessage()), Reach.MISCONFIGURED, null);
        }
    }

    /**
     * Where to go next.
     *
     * @param following whether redirects are wanted at all
     * @param known whether an endpoint is one of the client's own, which it would go to by itself
     */
    Redirects next(HttpHead head, boolean following, Predicate<Endpoint> known) throws NotFollowed {
        if (!following) {
            throw new NotFollowed(
                    head,
                    "the client follows no redirect (withoutRedirects()): give it the endpoint that this names, or let it");
        }
        if (hops == MOST) {
            throw new NotFollowed(head, "more than " + MOST + " redirects, one after another");
        }
        URI to = resolve(head);
        Endpoint target = endpoint(head, to);
        String rawPath = to.getRawPath() == null || to.getRawPath().isEmpty() ? "/" : to.getRawPath();
        String whole = to.getRawQuery() == null ? rawPath : rawPath + "?" + to.getRawQuery();
        return new Redirects(target, whole, hops + 1, withCredentials && mayKnow(target, known));
    }

    /** Whether the password may be sent on from here to there. A port of the same host may be anybody's, who has no certificate. */
    private boolean mayKnow(Endpoint target, Predicate<Endpoint> known) {
        boolean leavesTls = endpoint.isTls() && !target.isTls();
        boolean same =
                target.host().equalsIgnoreCase(endpoint.host()) && (target.isTls() || target.port() == endpoint.port());
        return !leavesTls && (same || known.test(target));
    }

    private URI resolve(HttpHead head) throws NotFollowed {
        try {
            return new URI(endpoint + path).resolve(new URI(head.location().strip()));
        } catch (URISyntaxException e) {
            throw new NotFollowed(head, "no URL");
        }
    }

    private static Endpoint endpoint(HttpHead head, URI to) throws NotFollowed {
        String authority = to.getRawAuthority();
        String scheme = String.valueOf(to.getScheme());
        if (head.location().isBlank() || authority == null) {
            throw new NotFollowed(head, "no URL");
        }
        if (!scheme.equalsIgnoreCase("http") && !scheme.equalsIgnoreCase("https")) {
            throw new NotFollowed(head, "neither http nor https");
        }
        boolean ported = authority.lastIndexOf(':') > authority.lastIndexOf(']');
        String usual = scheme.equalsIgnoreCase("https") ? ":443" : ":80";
        try {
            return Endpoint.parse(scheme + "://" + authority + (ported ? "" : usual), false);
        } catch (IllegalArgumentException e) {
            throw new NotFollowed(head, "no host to go to");
        }
    }
}
