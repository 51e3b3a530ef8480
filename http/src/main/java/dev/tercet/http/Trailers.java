package dev.tercet.http;

import java.net.http.HttpClient;

/**
 * Headers behind a body, which java.net.http does not know: it takes the body for over where they begin, and what is left of them is
 * dropped, or harms the next answer, which {@link TrailedJson} sees to. And it asserts that there are none. Servers before 3.5 send one
 * with every error, so in a JVM whose assertions are on, as in nearly every test, no error of theirs would be read.
 */
final class Trailers {
    private Trailers() {}

    /** Has java.net.http's reader of bodies take them as it does without assertions, unless it is in use already. */
    static void accept() {
        ClassLoader theirs = HttpClient.class.getClassLoader();
        if (theirs != null) {
            theirs.setClassAssertionStatus("jdk.internal.net.http.ResponseContent", false);
        }
    }
}
