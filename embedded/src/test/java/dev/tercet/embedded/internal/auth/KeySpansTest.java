package dev.tercet.embedded.internal.auth;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.tercet.embedded.internal.mvcc.KeyInterval;
import dev.tercet.proto.authpb.Permission;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Intervals are written {@code a-c}, keys {@code a}, and a dot is no end. */
class KeySpansTest {
    @ParameterizedTest(name = "{0} covers {1}: {2}")
    @CsvSource({
        "a, a, true",
        "a, b, false",
        "a, a-b, false",
        "a-c, a, true",
        "a-c, bzz, true",
        "a-c, c, false",
        "a-c, a-c, true",
        "a-c, b-c, true",
        "a-c, a-d, false",
        "a-c, a-., false",
        "b-c, a-c, false",
        "a-c c-e, a-e, true",
        "c-e a-c, b-d, true",
        "a-c d-f, a-f, false",
        "a-c d-f, d-e, true",
        "a-d b-c, a-d, true",
        "a-d b-f, a-f, true",
        "a-d b-f, a-g, false",
        "a-b b b-d, a-d, true",
        "a-., z, true",
        "a-., b-., true",
        "a-., b-zz, true",
        "b-., a-., false",
        "a-c b-., a-., true",
        "a-. b-c, d, true",
        // The wrong way round, and empty.
        "b-d, c-a, true",
        "b-d, d-a, false",
        "b-d, c-c, true",
        // Such ones among several permissions, as etcd answered: what it finds depends on how its tree has grown.
        "k p-u, s-h, false",
        "h-j o, o-d, false",
        "u s-., z-m, false",
        "h-l b p, h-d, true",
        "p k-p y, m-j, true",
        "e j v-. x c h h-l, h-c, false",
        "y q e e-k a u u-z, h-e, false",
        "g n-q m h l-. j w-x, u-k, false",
        "o q-t c i a-e i h, a-a, true",
        "h-j j r w q g-i q-s, i-e, true",
        "u-x t-. j h-m a y d, i-d, true",
        "'', a, false",
        "'', a-b, false",
    })
    void covers(String permissions, String asked, boolean expected) {
        assertThat(new KeySpans(permissions(permissions)).cover(interval(asked)))
                .isEqualTo(expected);
    }

    static List<Permission> permissions(String text) {
        return Stream.of(text.split(" "))
                .filter(each -> !each.isEmpty())
                .map(KeySpansTest::interval)
                .map(keys -> Permission.newBuilder()
                        .setKey(keys.key())
                        .setRangeEnd(keys.end())
                        .build())
                .toList();
    }

    static KeyInterval interval(String text) {
        String[] ends = text.split("-");
        ByteString key = ByteString.copyFromUtf8(ends[0]);
        if (ends.length == 1) {
            return KeyInterval.of(key);
        }
        return new KeyInterval(key, ByteString.copyFromUtf8(ends[1].equals(".") ? "\0" : ends[1]));
    }
}
