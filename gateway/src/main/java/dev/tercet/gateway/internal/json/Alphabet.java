package dev.tercet.gateway.internal.json;

import tools.jackson.core.Base64Variant;
import tools.jackson.core.ObjectReadContext;

/** How a body's bytes are said in base64: in the alphabet of etcd, or in that for URLs. Padding may be missing in both. */
final class Alphabet extends ObjectReadContext.Base {
    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    static final Alphabet STANDARD = new Alphabet("+/");
    static final Alphabet URL = new Alphabet("-_");

    private final Base64Variant variant;

    private Alphabet(String lastTwo) {
        variant = new Base64Variant(lastTwo, LETTERS + lastTwo, true, '=', Integer.MAX_VALUE).withPaddingAllowed();
    }

    Base64Variant variant() {
        return variant;
    }

    /** A body has another alphabet, or something in it that is none. */
    static final class OtherException extends UnreadableException {
        private static final long serialVersionUID = 1;

        OtherException(String message) {
            super(message);
        }
    }
}
