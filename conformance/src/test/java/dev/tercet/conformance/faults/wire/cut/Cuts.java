package dev.tercet.conformance.faults.wire.cut;

import dev.tercet.EtcdClient;
import dev.tercet.conformance.faults.wire.SideBySide;
import dev.tercet.conformance.faults.wire.Tally;
import dev.tercet.error.CompactedException;
import dev.tercet.gateway.GatewayTransport;
import dev.tercet.grpc.GrpcTransportProvider;
import dev.tercet.testkit.script.http.Cut;
import dev.tercet.watch.WatchSignal;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;

/** A watch whose connection breaks at every place, and that has to tell everything exactly once all the same. */
public final class Cuts {
    private static final int WORKERS = 8;

    /** Of those that there are, so many for a session that is large. */
    private static final int FEW = 4;

    private final Tally tally;

    public Cuts(Tally tally) {
        this.tally = tally;
    }

    /** A gRPC stream ends behind each message, in each way there is. */
    public void grpcMessages() throws Exception {
        grpcMessages(Session::new, Ending.all(), "cuts: gRPC messages");
    }

    /** The same of what a real etcd has sent, in a few ways. */
    public void recordedMessages() throws Exception {
        grpcMessages(Session::recorded, Ending.all().subList(0, FEW), "cuts: recorded messages");
    }

    private void grpcMessages(Function<String, Session> sessions, List<Ending> endings, String counted)
            throws Exception {
        int places = sessions.apply("").length() + 1;
        grpc(sessions, (server, etcd, worker) -> {
            for (int round = worker; round < endings.size() * places; round += WORKERS) {
                Ending ending = endings.get(round / places);
                int at = round % places;
                Session session = sessions.apply("/" + ending.name() + "/" + at + "/");
                server.breakNext(session.prefix(), at, ending);
                // Behind the answer to the creation, and before the last change.
                boolean within = at > 0 && at < places - 1;
                watch(etcd, new Listener(session, ending.mayEnd()), within, counted);
                server.startAfresh();
            }
        });
    }

    /** A gRPC connection is cut behind each byte. */
    public void grpcBytes(Cut cut) throws Exception {
        grpc(Session::new, (server, etcd, worker) -> {
            tally.violations(new Listener(new Session(name(99_999)), false).watch(etcd));
            server.startAfresh();
            for (int at = worker; at <= server.bytes(); at += WORKERS) {
                server.cutNext(at, cut);
                boolean within = at >= server.bytesUntilCreated() && at < server.bytes();
                watch(etcd, new Listener(new Session(name(at)), false), within, "cuts: gRPC bytes");
                server.startAfresh();
            }
        });
    }

    /** The same with a store that forgets its past meanwhile: the watch says so, and had told all before. */
    public void compactions() throws Exception {
        int places = new Session("").length() + 1;
        grpc(Session::new, (server, etcd, worker) -> {
            server.compactAfterFirst(Session.LAST + 1);
            for (int at = worker; at < places; at += WORKERS) {
                Session session = new Session("/compacted/" + at + "/");
                server.breakNext(session.prefix(), at, Ending.all().get(at % 2));
                Listener listener = new Listener(session, true);
                watch(etcd, listener, at > 0 && at < places - 1, "cuts: with a compaction");
                WatchSignal.Ended ended = listener.ended();
                if (ended != null && !(ended.causeOrNull() instanceof CompactedException)) {
                    tally.violation("cut behind message " + at + " and compacted: ended with " + ended);
                }
                server.startAfresh();
            }
        });
    }

    /** The gateway's stream is cut behind each message, or each byte of it. */
    public void gateway(boolean everyByte, boolean webSockets, Cut cut) throws Exception {
        String kind = webSockets ? "websocket" : "chunked JSON";
        List<Integer> ends = webSockets ? GatewayCutServer.framedEnds(name(0)) : GatewayCutServer.postedEnds(name(0));
        int places = everyByte ? ends.get(ends.size() - 1) + 1 : ends.size();
        String counted = "cuts: " + kind + (everyByte ? " bytes" : " messages");
        // What comes before all messages is the first of them. The last is told as soon as its text is there, ahead of
        // the bytes that end it.
        long created = ends.get(1);
        long last = ends.get(ends.size() - 2);
        LongAdder noticed = new LongAdder();
        GatewayTransport transport = GatewayTransport.create();
        try (GatewayCutServer server = new GatewayCutServer()) {
            SideBySide.run(WORKERS, worker -> {
                try (EtcdClient etcd = EtcdClient.builder()
                        .endpoints(server.endpoint())
                        .transport(webSockets ? transport : transport.withoutWebSockets())
                        .build()) {
                    for (int place = worker; place < places; place += WORKERS) {
                        Session session = new Session(name(place));
                        int bytes = everyByte ? place : ends.get(place);
                        server.breakNext(session.prefix(), bytes, cut);
                        // A websocket that ends without a word tells of that ahead of messages that it has read, and of
                        // the creation with them: then there was nothing to interrupt.
                        boolean within = !webSockets && bytes >= created && bytes <= last;
                        if (watch(etcd, new Listener(session, false), within, counted)) {
                            noticed.increment();
                        }
                    }
                }
            });
        }
        if (noticed.sum() < places * 3 / 4) {
            tally.violation(counted + ", " + cut + ": only " + noticed + " of " + places + " have noticed");
        }
    }

    /**
     * Has it listen, and sees whether it was cut off.
     *
     * @param within whether the server leaves off in the middle, so that the watch has to have noticed
     * @return whether it has noticed
     */
    private boolean watch(EtcdClient etcd, Listener listener, boolean within, String counted) {
        tally.violations(listener.watch(etcd));
        tally.count(counted);
        tally.count("interruptions told", listener.interruptions());
        if (within && listener.interruptions() == 0 && listener.ended() == null) {
            tally.violation(counted + ": it has not noticed: " + listener);
        }
        return listener.interruptions() > 0;
    }

    /** Always as long. */
    private static String name(int at) {
        return "/cut/%05d/".formatted(at);
    }

    private interface Share {
        void play(CutServer server, EtcdClient etcd, int worker) throws Exception;
    }

    private static void grpc(Function<String, Session> sessions, Share share) throws Exception {
        SideBySide.run(WORKERS, worker -> {
            try (CutServer server = new CutServer(sessions);
                    EtcdClient etcd = EtcdClient.builder()
                            .endpoints(server.endpoint())
                            .transport(new GrpcTransportProvider())
                            .build()) {
                share.play(server, etcd, worker);
            }
        });
    }
}
