package dev.tercet.embedded.internal.watch;

import dev.tercet.embedded.internal.rpc.Inlet;
import dev.tercet.proto.etcdserverpb.WatchCancelRequest;
import dev.tercet.proto.etcdserverpb.WatchCreateRequest;
import dev.tercet.proto.etcdserverpb.WatchProgressRequest;
import dev.tercet.proto.etcdserverpb.WatchRequest;
import dev.tercet.proto.mvccpb.Event;
import dev.tercet.proto.mvccpb.Event.EventType;
import java.util.ArrayList;
import java.util.List;

/** Says things on a stream, and shows what came back in few words. */
final class Client {
    private final Rig rig;
    final RecordingOutlet outlet;
    final Inlet<WatchRequest> inlet;

    Client(Rig rig, RecordingOutlet outlet, Inlet<WatchRequest> inlet) {
        this.rig = rig;
        this.outlet = outlet;
        this.inlet = inlet;
    }

    /** A request for a key, or for those of a prefix of one letter if it ends in a star. */
    static WatchCreateRequest.Builder watch(String key) {
        WatchCreateRequest.Builder request = WatchCreateRequest.newBuilder();
        if (key.equals("*")) {
            return request.setKey(Rig.bytes("\0")).setRangeEnd(Rig.bytes("\0"));
        }
        if (!key.endsWith("*")) {
            return request.setKey(Rig.bytes(key));
        }
        char letter = key.charAt(0);
        return request.setKey(Rig.bytes("" + letter)).setRangeEnd(Rig.bytes("" + (char) (letter + 1)));
    }

    Client create(WatchCreateRequest.Builder request) {
        inlet.message(WatchRequest.newBuilder().setCreateRequest(request).build());
        return this;
    }

    Client cancel(long id) {
        inlet.message(WatchRequest.newBuilder()
                .setCancelRequest(WatchCancelRequest.newBuilder().setWatchId(id))
                .build());
        return this;
    }

    Client progress() {
        inlet.message(WatchRequest.newBuilder()
                .setProgressRequest(WatchProgressRequest.getDefaultInstance())
                .build());
        return this;
    }

    /** Whether it should not ask for more. */
    boolean isFull() {
        return inlet.isFull();
    }

    /** It takes so many messages more. */
    void room(int messages) {
        outlet.room = messages;
        inlet.ready();
        rig.run();
    }

    /**
     * What came since this was asked last, such as {@code 0@7 created}, {@code 0@8 a=1/8 -b/8}, {@code -1@9}: the watch, the
     * revision of the header, and what it says.
     */
    List<String> heard() {
        rig.run();
        return unread();
    }

    private List<String> unread() {
        List<String> lines = new ArrayList<>();
        for (WatchMessage message : outlet.messages) {
            lines.add(line(message));
        }
        outlet.messages.clear();
        return lines;
    }

    private static String line(WatchMessage message) {
        StringBuilder line = new StringBuilder()
                .append(message.watchId())
                .append('@')
                .append(message.header().getRevision());
        line.append(message.created() ? " created" : "").append(message.canceled() ? " canceled" : "");
        line.append(message.compactRevision() == 0 ? "" : " compacted " + message.compactRevision());
        line.append(message.cancelReason().isEmpty() ? "" : " " + message.cancelReason());
        message.events().events().forEach(event -> line.append(' ').append(word(event)));
        return line.append(message.fragment() ? " …" : "").toString();
    }

    private static String word(Event event) {
        String key = event.getKv().getKey().toStringUtf8();
        String what = event.getType() == EventType.PUT
                ? key + "=" + event.getKv().getValue().toStringUtf8()
                : "-" + key;
        String before = event.hasPrevKv() ? "(" + event.getPrevKv().getValue().toStringUtf8() + ")" : "";
        return what + before + "/" + event.getKv().getModRevision();
    }
}
