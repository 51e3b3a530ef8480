package dev.tercet.gateway.internal.http;

/**
 * The head of an answer.
 *
 * @param status HTTP's number
 * @param contentType empty if there is none
 * @param location where it points to, empty if nowhere
 */
public record HttpHead(int status, String contentType, String location) {
    /** Whether it says that all is well. */
    public boolean isOk() {
        return status == 200;
    }

    /** Whether what follows says that it is JSON. */
    public boolean isJson() {
        return contentType.startsWith("application/json");
    }
}
