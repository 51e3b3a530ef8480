package dev.tercet.http;

import java.util.Optional;
import java.util.function.Function;

/**
 * The head of an answer.
 *
 * @param status HTTP's number
 * @param contentType empty if there is none
 * @param location where it points to, empty if nowhere
 * @param headers the first value of a header, by its name in any case
 */
public record HttpHead(int status, String contentType, String location, Function<String, Optional<String>> headers) {
    /** Before there is one. */
    public static final HttpHead NONE = new HttpHead(0, "", "");

    /** One without more headers. */
    public HttpHead(int status, String contentType, String location) {
        this(status, contentType, location, name -> Optional.empty());
    }

    /** A header's first value. */
    public Optional<String> header(String name) {
        return headers.apply(name);
    }

    /** Whether it says that all is well. */
    public boolean isOk() {
        return status == 200;
    }

    /** Whether what follows says that it is JSON. */
    public boolean isJson() {
        int parameters = contentType.indexOf(';');
        String type = parameters < 0 ? contentType : contentType.substring(0, parameters);
        return type.strip().equalsIgnoreCase("application/json");
    }

    /** Whether what follows is what was asked for, and not somebody's words about it. */
    public boolean isReply() {
        return isOk() && isJson();
    }
}
