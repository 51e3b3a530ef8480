package dev.tercet.recipes.internal.lock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.kv.Bytes;
import dev.tercet.recipes.internal.lock.Shares.Share;
import dev.tercet.recipes.internal.lock.Shares.Side;
import org.junit.jupiter.api.Test;

class SharesTest {
    private static final Bytes NAME = Bytes.of("book");

    private final Shares shares = new Shares();

    private Share take(Side side) {
        return shares.take(NAME, side).orElseThrow();
    }

    @Test
    void readersDoNotWrite() {
        Share one = take(Side.READ);
        Share two = take(Side.READ);
        assertThat(shares.take(NAME, Side.WRITE)).isEmpty();
        one.end().run();
        one.end().run();
        assertThat(shares.take(NAME, Side.WRITE)).isEmpty();
        assertThat(shares.take(Bytes.of("other"), Side.WRITE)).isPresent();
        two.end().run();
        assertThat(take(Side.WRITE).side()).isEqualTo(Side.WRITE);
    }

    @Test
    void writersReadAsWriters() {
        Share write = take(Side.WRITE);
        Share read = take(Side.READ);
        assertThat(read.side()).isEqualTo(Side.WRITE);
        write.end().run();
        assertThat(take(Side.READ).side()).isEqualTo(Side.WRITE);
    }
}
