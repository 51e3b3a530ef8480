package dev.tercet.gateway.internal.watch;

import dev.tercet.http.HttpAsk;
import dev.tercet.http.HttpCall;
import dev.tercet.http.HttpDoor;
import dev.tercet.http.HttpHead;
import dev.tercet.http.HttpTaker;
import dev.tercet.http.Socket;
import dev.tercet.http.SocketTaker;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A way to a server that tells its version and opens websockets, which the test plays. */
final class PlayedDoor implements HttpDoor {
    private final String version;
    private final List<PlayedSocket> sockets = new ArrayList<>();
    private int inquiries;

    PlayedDoor(String version) {
        this.version = version;
    }

    /** How often it was asked for its version. */
    int inquiries() {
        return inquiries;
    }

    List<PlayedSocket> sockets() {
        return sockets;
    }

    PlayedSocket last() {
        return sockets.get(sockets.size() - 1);
    }

    @Override
    public HttpCall send(HttpAsk ask, HttpTaker taker) {
        inquiries++;
        byte[] answer =
                ("{\"etcdserver\":\"" + version + "\",\"etcdcluster\":\"3.0.0\"}").getBytes(StandardCharsets.UTF_8);
        return new HttpCall() {
            private boolean over;

            @Override
            public void request(long runs) {
                if (!over) {
                    over = true;
                    taker.onHead(new HttpHead(200, "application/json", ""));
                    taker.onBytes(List.of(ByteBuffer.wrap(answer)));
                    taker.onEnd(null);
                }
            }

            @Override
            public void cancel() {}

            @Override
            public boolean hasLeft() {
                return true;
            }
        };
    }

    @Override
    public Socket connect(String path, List<String> protocols, SocketTaker taker) {
        PlayedSocket socket = new PlayedSocket(path, protocols, taker);
        sockets.add(socket);
        return socket;
    }

    @Override
    public void close() {}

    /** A websocket and what was done with it. */
    static final class PlayedSocket implements Socket {
        final String path;
        final List<String> protocols;
        final SocketTaker peer;
        final List<String> sent = new ArrayList<>();
        long requested;
        int pings;
        boolean cancelled;

        PlayedSocket(String path, List<String> protocols, SocketTaker peer) {
            this.path = path;
            this.protocols = protocols;
            this.peer = peer;
        }

        /** Says something, for which there has to be room. */
        void say(String text) {
            if (requested <= 0) {
                throw new AssertionError("not asked for");
            }
            requested--;
            peer.onText(text);
        }

        @Override
        public void send(String text) {
            sent.add(text);
        }

        @Override
        public void request(long messages) {
            requested += messages;
        }

        @Override
        public void ping() {
            pings++;
        }

        @Override
        public void cancel() {
            cancelled = true;
        }

        @Override
        public boolean hasLeft() {
            return true;
        }
    }
}
