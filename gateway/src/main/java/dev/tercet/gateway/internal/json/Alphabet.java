package dev.tercet.gateway.internal.json;

import tools.jackson.core.Base64Variant;
import tools.jackson.core.Base64Variants;
import tools.jackson.core.ObjectReadContext;

/** How a body's bytes are said in base64: in the alphabet of etcd, or in that for URLs. Padding may be missing in both. */
final class Alphabet extends ObjectReadContext.Base {
    static final Alphabet STANDARD = new Alphabet(Base64Variants.MIME_NO_LINEFEEDS.withPaddingAllowed());
    static final Alphabet URL = new Alphabet(Base64Variants.MODIFIED_FOR_URL.withPaddingAllowed());

    private final Base64Variant variant;

    private Alphabet(Base64Variant variant) {
        this.variant = variant;
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
