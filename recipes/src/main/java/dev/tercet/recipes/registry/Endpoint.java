package dev.tercet.recipes.registry;

import dev.tercet.kv.Bytes;
import java.util.Objects;

/**
 * Where an instance of a service is reached, and what else is to be known of it: {@code Endpoint} of Go's {@code naming/endpoints},
 * written as that writes it.
 *
 * <pre>{@code
 * Endpoint.at("10.0.0.7:8080").withMetadata("{\"zone\": \"a\"}")
 * }</pre>
 *
 * @param address not empty, {@code host:port} as a rule
 * @param metadata any JSON value, as it is written; {@code null}, the JSON word, for none
 * @since 0.1
 */
public record Endpoint(String address, String metadata) {
    private static final String NOTHING = "null";
    private static final int GREATEST_OP = 255;

    /**
     * Checks both.
     *
     * @throws IllegalArgumentException if the address is empty, or the metadata no JSON
     */
    public Endpoint {
        if (Objects.requireNonNull(address, "address").isEmpty()) {
            throw new IllegalArgumentException("address is empty");
        }
        metadata = JsonText.checked(Objects.requireNonNull(metadata, "metadata"));
    }

    /** An address without metadata. */
    public static Endpoint at(String address) {
        return new Endpoint(address, NOTHING);
    }

    /**
     * The same address with other metadata.
     *
     * @param json any JSON value
     * @throws IllegalArgumentException if it is none
     */
    public Endpoint withMetadata(String json) {
        return new Endpoint(address, json);
    }

    /** Whether there is metadata. */
    public boolean hasMetadata() {
        return !metadata.equals(NOTHING);
    }

    /** What is stored in etcd: {@code {"Op":0,"Addr":"host:port","Metadata":…}} in UTF-8. */
    public Bytes toJson() {
        return Bytes.of("{\"Op\":0,\"Addr\":" + JsonText.quoted(address) + ",\"Metadata\":" + metadata + "}");
    }

    /**
     * Reads what {@link #toJson()} or Go's client wrote: the names of members in capitals or not, in any order, and others among them.
     *
     * @throws IllegalArgumentException if it is no JSON, is something else, or has no address
     */
    public static Endpoint ofJson(Bytes stored) {
        JsonText json = new JsonText(stored.utf8());
        String address = "";
        String metadata = NOTHING;
        json.needs('{');
        if (!json.takes('}')) {
            do {
                String name = json.name();
                String value = json.value();
                if (name.equalsIgnoreCase("Addr")) {
                    address = addressOf(value, address);
                } else if (name.equalsIgnoreCase("Metadata")) {
                    metadata = value;
                } else if (name.equalsIgnoreCase("Op")) {
                    checkOp(value);
                }
            } while (json.takes(','));
            json.needs('}');
        }
        json.end();
        return new Endpoint(address, metadata);
    }

    private static String addressOf(String value, String before) {
        if (value.equals(NOTHING)) {
            return before;
        }
        if (value.charAt(0) != '"') {
            throw new IllegalArgumentException("Addr is no string but " + value);
        }
        return new JsonText(value).string();
    }

    private static void checkOp(String value) {
        // Written, and looked at by nobody: but what Go cannot read we do not take for an endpoint either.
        boolean number = value.matches("[0-9]{1,3}") && Integer.parseInt(value) <= GREATEST_OP;
        if (!number && !value.equals(NOTHING)) {
            throw new IllegalArgumentException("Op is no small number but " + value);
        }
    }
}
