package dev.tercet.embedded.internal.rpc;

import com.google.protobuf.Message;
import com.google.protobuf.TextFormat;
import dev.tercet.embedded.internal.status.EtcdError;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Calls the methods of a table as a front does, and keeps what comes back. */
public final class Calls {
    private final MethodTable methods;
    private Caller caller = new Caller(null, false);

    public Calls(MethodTable methods) {
        this.methods = methods;
    }

    /** From now on with this token, or none. */
    public void token(@Nullable String token) {
        caller = new Caller(token, caller.requireLeader());
    }

    /** From now on requiring a leader, or not. */
    public void requireLeader(boolean required) {
        caller = new Caller(caller.token(), required);
    }

    public Caller caller() {
        return caller;
    }

    /**
     * A call.
     *
     * @param method in full without the package of etcd's own services, such as {@code KV/Put}
     * @param request in protobuf's text format
     */
    public Answer call(String method, String request) {
        return begin((Method.Unary<?, ?>) find(method), request);
    }

    /** A call that is answered at once: its reply without the header, or the error. */
    public String ask(String method, String request) {
        Answer answer = call(method, request);
        return answer.ends.size() == 1 ? answer.ends.get(0) : answer.ends.toString();
    }

    /** Opens a stream. */
    public <Q extends Message, R extends Message> Conversation<Q> open(String method) {
        @SuppressWarnings("unchecked")
        Method.Stream<Q, R> stream = (Method.Stream<Q, R>) find(method);
        Conversation<Q> conversation = new Conversation<>(stream.request());
        try {
            conversation.inlet = stream.handler().open(caller, conversation.ear());
        } catch (EtcdError error) {
            conversation.heard.add(text(error));
        }
        return conversation;
    }

    private Method<?, ?> find(String method) {
        Method<?, ?> found = methods.find(method.contains(".") ? method : "etcdserverpb." + method);
        if (found == null) {
            throw new AssertionError("no " + method);
        }
        return found;
    }

    private <Q extends Message, R extends Message> Answer begin(Method.Unary<Q, R> method, String request) {
        Answer answer = new Answer();
        answer.waiting = method.handler().handle(parse(method.request(), request), caller, new Outcome<R>() {
            @Override
            public void reply(R reply) {
                answer.ends.add(text(reply));
            }

            @Override
            public void refuse(EtcdError error) {
                answer.ends.add(text(error));
            }

            @Override
            public void lose() {
                answer.ends.add("lost");
            }
        });
        return answer;
    }

    private static <Q extends Message> Q parse(Q empty, String text) {
        try {
            Message.Builder builder = empty.newBuilderForType();
            TextFormat.merge(text, builder);
            @SuppressWarnings("unchecked")
            Q message = (Q) builder.build();
            return message;
        } catch (TextFormat.ParseException e) {
            throw new AssertionError(e);
        }
    }

    private static String text(EtcdError error) {
        return error.code() + " " + error.text();
    }

    private static String text(Message message) {
        Message.Builder builder = message.toBuilder();
        builder.clearField(message.getDescriptorForType().findFieldByName("header"));
        return TextFormat.printer().printToString(builder).strip().replaceAll("\\s+", " ");
    }

    /** What became of a call. */
    public static final class Answer {
        private final List<String> ends = new CopyOnWriteArrayList<>();
        private Waiting waiting = Waiting.NONE;

        /** Its ends: one once it has ended. */
        public List<String> ends() {
            return ends;
        }

        public void cancel() {
            waiting.cancel();
        }
    }

    /** A stream. */
    public static final class Conversation<Q extends Message> {
        private final List<String> heard = new CopyOnWriteArrayList<>();
        private final Q request;
        private @Nullable Inlet<Q> inlet;

        Conversation(Q request) {
            this.request = request;
        }

        /** Says a message. */
        public void say(String message) {
            if (inlet != null) {
                inlet.message(parse(request, message));
            }
        }

        public void halfClose() {
            if (inlet != null) {
                inlet.halfClose();
            }
        }

        public void cancel() {
            if (inlet != null) {
                inlet.cancel();
            }
        }

        /** All messages, and the end. */
        public List<String> heard() {
            return heard;
        }

        private <R extends Message> Outlet<R> ear() {
            return new Outlet<>() {
                @Override
                public boolean isReady() {
                    return true;
                }

                @Override
                public void message(R message) {
                    heard.add(text(message));
                }

                @Override
                public void end(@Nullable EtcdError error) {
                    heard.add(error == null ? "end" : text(error));
                }

                @Override
                public void lose() {
                    heard.add("lost");
                }
            };
        }
    }
}
