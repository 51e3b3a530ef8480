package dev.tercet.gateway.internal.dialect;

import dev.tercet.gateway.internal.json.Codecs;
import dev.tercet.gateway.internal.json.ErrorBody;
import dev.tercet.gateway.internal.json.JsonBodies;
import dev.tercet.gateway.internal.json.UnreadableException;
import dev.tercet.http.HttpHead;
import dev.tercet.spi.MaintenanceRpcs;
import dev.tercet.spi.StatusCode;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A whole answer that is no reply: whose it is, and what it says.
 *
 * @param head its head
 * @param body its bytes, or the first of them
 */
@SuppressWarnings("ArrayRecordComponent") // Made once, read once, compared never.
public record WholeAnswer(HttpHead head, byte[] body) {
    private static final int SHOWN = 100;
    private static final int BRIEFLY = 60;

    /** As much of a text as is looked at: enough for a page's words, and little enough for the thread that reads for all calls. */
    private static final int LOOKED_AT = 4 * 1024;

    // In what is cut off, a style or a script has no end.
    private static final Pattern TAGS =
            Pattern.compile("(?s)<(style|script|head)\\b.*?</\\1>|<(?:style|script)\\b.*|<[^<>]*>");

    private static final int LAST_CODE = StatusCode.values().length - 1;

    /** The error in it if the gateway says it, in any of its shapes, for etcd or for itself; otherwise null. */
    public @Nullable ErrorBody said() {
        if (!head.isJson()) {
            return null;
        }
        try {
            ErrorBody error = JsonBodies.read(Codecs.ERROR, body);
            return error.code() > 0 && error.code() <= LAST_CODE ? error : null;
        } catch (UnreadableException e) {
            return null;
        }
    }

    /** The version in it if it is the reply to the question for a server's status, possibly empty; otherwise null. */
    @Nullable
    String statusVersion() {
        if (!head.isReply()) {
            return null;
        }
        try {
            return JsonBodies.read(Codecs.of(MaintenanceRpcs.STATUS), body).version();
        } catch (UnreadableException e) {
            return null;
        }
    }

    /** Whether a gateway is there but no such route in it. */
    public boolean isNoRoute() {
        if (head.status() != 404) {
            return false;
        }
        ErrorBody error = said();
        // Whatever etcd itself does not find, it names.
        return error == null
                ? text().strip().equals("Not Found")
                : error.message().equals("Not Found");
    }

    /** Whether it is how a server in Go says that it has nothing at all under that path. */
    public boolean isNoPage() {
        return head.status() == 404 && text().strip().equals("404 page not found");
    }

    /** Whether it may be otherwise in a moment, or the request may have been passed on after all. */
    public boolean isPassing() {
        int status = head.status();
        return (status >= 500 && status != 501) || status == 408 || status == 425 || status == 429;
    }

    /** What came, for people: {@code HTTP 502, text/html: 502 Bad Gateway}. */
    public String words() {
        return "HTTP " + head.status() + saying(SHOWN);
    }

    /** What it says besides its status, with a few words of a page only; empty if nothing. */
    String briefly() {
        return saying(BRIEFLY);
    }

    private String saying(int most) {
        String words = head.location().isEmpty() ? "" : " to " + shown(head.location(), SHOWN);
        if (!head.contentType().isEmpty()) {
            words += ", " + shown(head.contentType().split(";", 2)[0], SHOWN);
        }
        String text = shown(TAGS.matcher(text()).replaceAll(" "), most);
        return text.isEmpty() ? words : words + ": " + text;
    }

    private String text() {
        return new String(body, 0, Math.min(body.length, LOOKED_AT), StandardCharsets.UTF_8);
    }

    private static String shown(String text, int most) {
        String line = text.replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
        return line.length() <= most ? line : line.substring(0, most) + "…";
    }
}
