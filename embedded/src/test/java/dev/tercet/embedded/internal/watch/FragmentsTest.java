package dev.tercet.embedded.internal.watch;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.tercet.proto.etcdserverpb.ResponseHeader;
import dev.tercet.proto.mvccpb.Event;
import dev.tercet.proto.mvccpb.KeyValue;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class FragmentsTest {
    private static final ResponseHeader HEADER =
            ResponseHeader.newBuilder().setClusterId(-1).setRevision(300).build();

    @Test
    void oneEventIsNeverCut() {
        WatchMessage message = message(5000);
        assertThat(Fragments.of(message, 100)).containsExactly(message);
    }

    @Test
    void whatIsSmallerThanTheLimitIsLeftAlone() {
        WatchMessage message = message(10, 20, 30);
        int size = message.toProto().getSerializedSize();
        assertThat(Fragments.of(message, size + 1)).containsExactly(message);
        assertThat(Fragments.of(message, size)).hasSize(2);
    }

    @Test
    void theyAreAsLargeAsTheLimitAllowsAndTogetherTheWhole() {
        SplittableRandom random = new SplittableRandom(5);
        for (int i = 0; i < 2000; i++) {
            WatchMessage message =
                    message(random.ints(random.nextInt(1, 30), 0, 300).toArray());
            check(message, random.nextInt(1, 2000));
        }
    }

    private static void check(WatchMessage message, int limit) {
        List<WatchMessage> fragments = Fragments.of(message, limit);
        List<Event> joined = new ArrayList<>();
        for (int i = 0; i < fragments.size(); i++) {
            WatchMessage fragment = fragments.get(i);
            List<Event> events = fragment.events().events();
            joined.addAll(events);
            assertThat(fragment.fragment()).isEqualTo(i < fragments.size() - 1);
            assertThat(fragment.header()).isEqualTo(HEADER);
            assertThat(fragment.watchId()).isEqualTo(7);
            if (fragments.size() == 1) {
                continue;
            }
            if (events.size() > 1) {
                assertThat(size(fragment, events)).isLessThan(limit);
            }
            if (i < fragments.size() - 1) {
                List<Event> more = new ArrayList<>(events);
                more.add(fragments.get(i + 1).events().events().get(0));
                assertThat(size(fragment, more)).isGreaterThanOrEqualTo(limit);
            }
        }
        assertThat(joined).isEqualTo(message.events().events());
    }

    // etcd measures each as if another followed.
    private static int size(WatchMessage fragment, List<Event> events) {
        return fragment.fragment(new EventBatch(events), true).toProto().getSerializedSize();
    }

    private static WatchMessage message(int... sizes) {
        List<Event> events = new ArrayList<>();
        for (int size : sizes) {
            events.add(Event.newBuilder()
                    .setKv(KeyValue.newBuilder()
                            .setKey(Rig.bytes("k"))
                            .setValue(ByteString.copyFrom(new byte[size]))
                            .setModRevision(300))
                    .build());
        }
        return WatchMessage.events(HEADER, 7, new EventBatch(events));
    }
}
