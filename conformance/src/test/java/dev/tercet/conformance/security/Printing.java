package dev.tercet.conformance.security;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.nio.charset.StandardCharsets;

/** Prints whatever a program might. */
final class Printing {
    private Printing() {}

    static void say(Object... things) {
        for (Object thing : things) {
            System.out.println(thing);
        }
    }

    /** Prints a call's failure, which there has to be. */
    static void failure(Runnable call) {
        if (!any(call)) {
            throw new AssertionError("expected a failure");
        }
    }

    /** Prints a call's failure, if there is one. */
    static boolean any(Runnable call) {
        try {
            call.run();
            return false;
        } catch (RuntimeException e) {
            e.printStackTrace();
            say(e, e.getLocalizedMessage(), serialised(e));
            threads();
            return true;
        }
    }

    /** As a byte each: texts in it stand as they are. */
    private static String serialised(Throwable thrown) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(thrown);
        } catch (IOException e) {
            return "not serialised: " + e;
        }
        return "serialised: " + bytes.toString(StandardCharsets.ISO_8859_1);
    }

    static void threads() {
        Thread.getAllStackTraces().keySet().forEach(thread -> say(thread));
    }
}
