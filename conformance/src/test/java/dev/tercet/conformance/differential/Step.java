package dev.tercet.conformance.differential;

import com.google.protobuf.Message;
import dev.tercet.proto.etcdserverpb.LeaseGrantRequest;
import dev.tercet.proto.etcdserverpb.LeaseKeepAliveRequest;
import dev.tercet.proto.etcdserverpb.WatchRequest;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/** Something that both servers are asked to do. Its text is what a report shows. */
sealed interface Step {
    /** Whose token goes along: the latest that {@code user} was given, {@link #NOBODY} for none. */
    String NOBODY = "";

    /**
     * One request over a call of its own, and every reply to it.
     *
     * @param method as in {@code etcdserverpb.KV/Put}
     * @param user whose token goes along
     */
    record Call(String method, Message request, String user) implements Step {
        static Call of(String method, Message request) {
            return new Call(method, request, NOBODY);
        }

        Call by(String who) {
            return new Call(method, request, who);
        }

        @Override
        public String toString() {
            return method.substring(method.indexOf('.') + 1) + (user.isEmpty() ? "" : " as " + user) + " {"
                    + Texts.of(request) + "}";
        }
    }

    /** A lease whose id the server chooses, revoked at once, since the two will choose differently. */
    record GrantAny(LeaseGrantRequest request, String user) implements Step {
        @Override
        public String toString() {
            return "grant and revoke {" + Texts.of(request) + "}";
        }
    }

    /**
     * A message into one of the watch streams, which is opened if it is not.
     *
     * @param awaited how many answers to wait for: created, canceled or both
     */
    record Watching(int stream, WatchRequest request, int awaited, String user) implements Step {
        @Override
        public String toString() {
            return "watch stream " + stream + (user.isEmpty() ? "" : " as " + user) + " {" + Texts.of(request) + "}";
        }
    }

    /** Renewals over one stream. */
    record Renew(List<LeaseKeepAliveRequest> requests, String user) implements Step {
        @Override
        public String toString() {
            return "renew" + (user.isEmpty() ? "" : " as " + user) + " "
                    + requests.stream().map(LeaseKeepAliveRequest::getID).toList();
        }
    }

    /** Nothing more will be said over a watch stream, which goes on listening. */
    record HalfClose(int stream) implements Step {}

    /** The end of a watch stream from the client's side. */
    record Abandon(int stream) implements Step {}

    /** A put that every stream watches, and the wait until all events up to it have come. */
    record Settle(String user) implements Step {}

    /** A call that goes on beside the steps that follow, which name it by its number. */
    record Begin(int number, Call call) implements Step {
        @Override
        public String toString() {
            return "begin " + number + ": " + call;
        }
    }

    /** The next reply to a call that goes on. */
    record Hear(int number) implements Step {}

    /** Nothing came of a call that goes on but what was heard. */
    record Waits(int number) implements Step {}

    /** The end of a call that goes on, and all that came before it and was not heard. */
    record Finish(int number) implements Step {}

    /** The end of a call that goes on, from the client's side. */
    record GiveUp(int number) implements Step {}

    /**
     * A call that changes nothing, again and again until its reply is as it should be.
     *
     * @param what how it should be, in words
     */
    record Until(Call call, String what, Predicate<Message> met) implements Step {
        @Override
        public String toString() {
            return "until " + what + ": " + call;
        }
    }

    /** A call with the {@code ID} of the learner that was added last, which is not the same on both sides. */
    record OfLearner(Call call) implements Step {
        @Override
        public String toString() {
            return "of the learner: " + call;
        }
    }

    /**
     * The wait for as many deletions that a watch stream sees because leases have expired. Which lease is first is left to the
     * servers.
     */
    record Expired(int stream, int deletions) implements Step {}

    /** What can be chosen only when its turn has come. */
    record Later(Function<World, Step> choice) implements Step {}
}
