package dev.tercet.embedded.internal.front.call;

import dev.tercet.embedded.internal.rpc.Method;
import dev.tercet.spi.StatusCode;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;

/** How many calls began, and how they ended: what etcd's metrics say of gRPC. Safe for threads. */
public final class CallCounts {
    private final Map<String, OfMethod> methods = new ConcurrentSkipListMap<>();

    /** Those of a kind of call. */
    public OfMethod of(Method<?, ?> method) {
        return methods.computeIfAbsent(method.fullName(), name -> new OfMethod(method));
    }

    /** All kinds that were ever asked for, by name. */
    public Collection<OfMethod> all() {
        return Collections.unmodifiableCollection(methods.values());
    }

    /** The calls of one kind. */
    public static final class OfMethod {
        private final String service;
        private final String name;
        private final String type;
        private final LongAdder started = new LongAdder();
        private final Map<StatusCode, LongAdder> handled = new EnumMap<>(StatusCode.class);

        private OfMethod(Method<?, ?> method) {
            for (StatusCode code : StatusCode.values()) {
                handled.put(code, new LongAdder());
            }
            service = method.service();
            name = method.name();
            if (method instanceof Method.Stream<?, ?> stream) {
                type = stream.oneRequest() ? "server_stream" : "bidi_stream";
            } else {
                type = "unary";
            }
        }

        /** One begins. */
        public void start() {
            started.increment();
        }

        /** One has ended. */
        public void end(StatusCode code) {
            counter(code).increment();
        }

        public String service() {
            return service;
        }

        public String name() {
            return name;
        }

        /** Whether it is a stream, and of what kind, as metrics have it. */
        public String type() {
            return type;
        }

        public long started() {
            return started.sum();
        }

        public long handled(StatusCode code) {
            return counter(code).sum();
        }

        private LongAdder counter(StatusCode code) {
            return Objects.requireNonNull(handled.get(code));
        }
    }
}
