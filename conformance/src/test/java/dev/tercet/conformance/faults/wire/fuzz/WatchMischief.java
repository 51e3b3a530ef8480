package dev.tercet.conformance.faults.wire.fuzz;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.tercet.proto.etcdserverpb.ResponseHeader;
import dev.tercet.proto.etcdserverpb.WatchResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What a server may do to the messages of a watch. */
enum WatchMischief {
    NONE(true) {
        @Override
        void to(List<byte[]> messages, Dice random) {}
    },
    DOUBLED(true) {
        @Override
        void to(List<byte[]> messages, Dice random) {
            int which = 1 + random.nextInt(messages.size() - 1);
            messages.add(which, messages.get(which));
        }
    },
    CREATED_TWICE(true) {
        @Override
        void to(List<byte[]> messages, Dice random) {
            messages.add(1 + random.nextInt(messages.size() - 1), messages.get(0));
        }
    },
    ALL_TWICE(true) {
        @Override
        void to(List<byte[]> messages, Dice random) {
            messages.addAll(messages.subList(1, messages.size()));
        }
    },
    OTHER_CLUSTER(true) {
        @Override
        void to(List<byte[]> messages, Dice random) {
            int from = random.nextInt(messages.size());
            for (int i = from; i < messages.size(); i++) {
                change(
                        messages,
                        i,
                        message -> message.setHeader(
                                ResponseHeader.newBuilder(message.getHeader()).setClusterId(random.nextLong())));
            }
        }
    },
    STRANGERS_MESSAGE(true) {
        @Override
        void to(List<byte[]> messages, Dice random) {
            int which = 1 + random.nextInt(messages.size() - 1);
            messages.add(which, messages.get(which));
            change(messages, which, message -> message.setWatchId(1000 + random.nextInt(1000)));
        }
    },
    HEADER_MISSING(true) {
        @Override
        void to(List<byte[]> messages, Dice random) {
            change(messages, 1 + random.nextInt(messages.size() - 1), WatchResponse.Builder::clearHeader);
        }
    },
    LOST(false) {
        @Override
        void to(List<byte[]> messages, Dice random) {
            messages.remove(random.nextInt(messages.size()));
        }
    },
    OUT_OF_ORDER(false) {
        @Override
        void to(List<byte[]> messages, Dice random) {
            Collections.shuffle(messages.subList(1, messages.size()), random);
        }
    },
    OTHER_WATCH(false) {
        @Override
        void to(List<byte[]> messages, Dice random) {
            change(messages, random.nextInt(messages.size()), message -> message.setWatchId(random.nextInt(40) - 2));
        }
    },
    OTHER_REVISIONS(false) {
        @Override
        void to(List<byte[]> messages, Dice random) {
            change(messages, random.nextInt(messages.size()), message -> {
                long revision = random.nextBoolean() ? random.nextLong() : random.nextInt(40) - 2;
                message.getHeaderBuilder().setRevision(revision);
                message.getEventsBuilderList()
                        .forEach(event -> event.getKvBuilder().setModRevision(revision));
            });
        }
    },
    EVENTS_OF_NOTHING(false) {
        @Override
        void to(List<byte[]> messages, Dice random) {
            change(messages, random.nextInt(messages.size()), message -> message.addEventsBuilder());
        }
    },
    CANCELLED(false) {
        @Override
        void to(List<byte[]> messages, Dice random) {
            change(
                    messages,
                    random.nextInt(messages.size()),
                    message -> message.setCanceled(true)
                            .setCompactRevision(random.nextInt(4) - 1)
                            .setCancelReason(random.nextBoolean() ? "" : "\u0000 for no reason"));
        }
    },
    BYTES_CHANGED(false) {
        @Override
        void to(List<byte[]> messages, Dice random) {
            int which = random.nextInt(messages.size());
            messages.set(which, random.mutation().of(messages.get(which)));
        }
    },
    RANDOM_MESSAGE(false) {
        @Override
        void to(List<byte[]> messages, Dice random) {
            byte[] any = new byte[random.nextInt(40)];
            random.nextBytes(any);
            messages.add(random.nextInt(messages.size() + 1), any);
        }
    };

    private static final List<WatchMischief> ALL = List.of(values());
    private static final List<WatchMischief> HARMLESS =
            ALL.stream().filter(each -> each.harmless).toList();

    private final boolean harmless;

    WatchMischief(boolean harmless) {
        this.harmless = harmless;
    }

    /** Changes messages, of which the first answers the creation. */
    abstract void to(List<byte[]> messages, Dice random);

    /** One by chance; a harmless one lets the watch tell all of it exactly once all the same. */
    static WatchMischief pick(boolean harmless, Dice dice) {
        List<WatchMischief> from = harmless ? HARMLESS : ALL;
        return from.get(dice.nextInt(from.size()));
    }

    /** Whether the batch that begins so, or within which this is, is one of harmless ones. */
    static boolean isHarmless(long number, int batch) {
        return number / batch % 2 == 0;
    }

    /** Whether it looks at bytes and not at messages. */
    boolean isOfBytes() {
        return this == BYTES_CHANGED || this == RANDOM_MESSAGE;
    }

    static List<byte[]> bytes(List<WatchResponse> messages) {
        return new ArrayList<>(messages.stream().map(WatchResponse::toByteArray).toList());
    }

    private interface Change {
        void to(WatchResponse.Builder message);
    }

    private static void change(List<byte[]> messages, int which, Change change) {
        try {
            WatchResponse.Builder message = WatchResponse.parseFrom(messages.get(which)).toBuilder();
            change.to(message);
            messages.set(which, message.build().toByteArray());
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException(e);
        }
    }
}
