package dev.tercet.conformance.faults.wire.fuzz;

import java.io.IOException;

/** A family of cases, which are counted from 0. */
enum Family {
    CALLS(Side.WIRE, "calls over gRPC", GrpcFuzz::new),
    CONNECTIONS(Side.WIRE, "calls on connections that come to grief", ConnectionFuzz::new),
    WATCHES(Side.WIRE, "watches over gRPC", WatchFuzz::new),
    RENEWALS(Side.WIRE, "renewals over gRPC", RenewalFuzz::new),
    GATEWAY(Side.WIRE, "calls over the gateway", GatewayFuzz::new),
    GATEWAY_WATCHES(Side.WIRE, "watches over the gateway", GatewayWatchFuzz::new),
    EMBEDDED(Side.SERVER, "requests to the embedded etcd", ServerFuzz::new),
    PROTOBUF(Side.DECODER, "protobuf replies", DecoderFuzz::new),
    JSON(Side.DECODER, "JSON replies", JsonFuzz::new);

    private final Side side;
    private final String words;
    private final Making making;

    /** What is tried. */
    enum Side {
        /** A client, in a conversation with a server that is a script. */
        WIRE("wire cases"),
        /** Our own server, in a conversation with a client that makes no sense. */
        SERVER("server cases"),
        /** A decoder alone, by bytes in memory. */
        DECODER("decoder cases");

        private final String words;

        Side(String words) {
            this.words = words;
        }

        @Override
        public String toString() {
            return words;
        }
    }

    private interface Making {
        Fuzzer with(Setup setup) throws IOException;
    }

    Family(Side side, String words, Making making) {
        this.side = side;
        this.words = words;
        this.making = making;
    }

    Side side() {
        return side;
    }

    /** What its cases are counted as. */
    String counted() {
        return side + ", " + words;
    }

    Fuzzer fuzzer(Setup setup) throws IOException {
        return making.with(setup);
    }
}
