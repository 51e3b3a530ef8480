package dev.tercet.conformance.faults.wire.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.conformance.faults.wire.cut.Session;
import dev.tercet.proto.codec.WatchCodec;
import dev.tercet.proto.etcdserverpb.WatchResponse;
import dev.tercet.proto.mvccpb.Event;
import dev.tercet.testkit.script.Messages;
import dev.tercet.watch.WatchEvent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a watch may tell: what it was sent, what bore another's id, and anything where nobody can know whose it was. */
class SaidTest {
    private final Said said = new Said();
    private final Said.Stream stream = new Said.Stream();

    private static WatchEvent event(String key, long revision) {
        return WatchCodec.decode(List.of(Messages.put(key, "v" + revision, revision)))
                .get(0);
    }

    private static List<byte[]> messages(String prefix, long id) {
        return WatchMischief.bytes(new Session(prefix).since(Session.FIRST, id));
    }

    private static byte[] message(long id, Event... events) {
        return WatchResponse.newBuilder()
                .setWatchId(id)
                .addAllEvents(List.of(events))
                .build()
                .toByteArray();
    }

    private boolean mayTell(String prefix, WatchEvent event) {
        return said.to(prefix).test(event);
    }

    @Test
    void itsOwnAndNobodyElses() {
        said.answered(stream, "/a/", 0, messages("/a/", 0));
        said.answered(stream, "/b/", 1, messages("/b/", 1));
        assertThat(mayTell("/a/", event("/a/a", 5))).isTrue();
        assertThat(mayTell("/a/", event("/b/a", 5))).isFalse();
        assertThat(mayTell("/a/", event("/a/a", 6))).isFalse();
        assertThat(mayTell("/c/", event("/a/a", 5))).isFalse();
        assertThat(said.isJudged("/a/")).isTrue();
    }

    @Test
    void whatBoreAnothersId() {
        List<byte[]> messages = new ArrayList<>(messages("/a/", 0));
        messages.add(message(1, Messages.put("/a/x", "v40", 40)));
        said.answered(stream, "/a/", 0, messages);
        said.answered(stream, "/b/", 1, messages("/b/", 1));
        assertThat(mayTell("/b/", event("/a/x", 40))).isTrue();
        assertThat(mayTell("/b/", event("/a/a", 5))).isFalse();
        assertThat(said.isJudged("/b/")).isTrue();
    }

    @Test
    void aRepeatedCreationMixesUpNobody() {
        List<byte[]> messages = messages("/a/", 0);
        messages.add(3, messages.get(0));
        said.answered(stream, "/a/", 0, messages);
        assertThat(said.isJudged("/a/")).isTrue();
    }

    @Test
    void fromALostCreationOnNobodyIsJudged() {
        said.answered(stream, "/a/", 0, messages("/a/", 0));
        said.answered(stream, "/b/", 1, messages("/b/", 1).subList(1, 4));
        said.answered(stream, "/c/", 2, messages("/c/", 2));
        assertThat(said.isJudged("/a/")).isTrue();
        assertThat(said.isJudged("/b/")).isFalse();
        assertThat(said.isJudged("/c/")).isFalse();
        // The next stream is another matter.
        said.answered(new Said.Stream(), "/d/", 0, messages("/d/", 0));
        assertThat(said.isJudged("/d/")).isTrue();
    }

    @Test
    void changedJsonSaysAnythingToItsOwn() {
        said.answered(stream, "/a/", 0, messages("/a/", 0));
        List<byte[]> meant = List.of(json("{\"result\":{\"watch_id\":\"1\",\"events\":[]}}"));
        said.answered(stream, "/b/", meant, List.of(json("{\"result\":{\"watch_id\":\"1\",\"evXnts\":[]}}")));
        assertThat(said.isJudged("/b/")).isFalse();
        assertThat(said.isJudged("/a/")).isTrue();
        said.answered(stream, "/c/", meant, List.of(json("{\"result\":{\"watch_id\":\"0\",\"events\":[]}}")));
        assertThat(said.isJudged("/a/")).isFalse();
    }

    private static byte[] json(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void bytesThatNobodyCanReadSayNothing() {
        List<byte[]> messages = messages("/a/", 0);
        messages.add(new byte[] {10, 100, 1});
        said.answered(stream, "/a/", 0, messages);
        assertThat(said.isJudged("/a/")).isTrue();
        assertThat(mayTell("/a/", event("/a/x", 40))).isFalse();
    }
}
