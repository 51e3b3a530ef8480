package dev.tercet.recipes.internal.lock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.kv.Bytes;
import dev.tercet.recipes.internal.lock.Shares.Share;
import dev.tercet.recipes.internal.lock.Shares.Side;
import java.util.concurrent.atomic.AtomicBoolean;
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
        one.end();
        one.end();
        assertThat(shares.take(NAME, Side.WRITE)).isEmpty();
        assertThat(shares.take(Bytes.of("other"), Side.WRITE)).isPresent();
        two.end();
        assertThat(take(Side.WRITE).side()).isEqualTo(Side.WRITE);
    }

    @Test
    void writersReadAsWriters() {
        Share write = take(Side.WRITE);
        Share read = take(Side.READ);
        assertThat(read.side()).isEqualTo(Side.WRITE);
        write.end();
        assertThat(take(Side.READ).side()).isEqualTo(Side.WRITE);
    }

    @Test
    void whatIsGivenUpDoesNotCount() {
        AtomicBoolean givenUp = new AtomicBoolean();
        Share read = take(Side.READ);
        read.unless(givenUp::get);
        assertThat(shares.take(NAME, Side.WRITE)).isEmpty();
        givenUp.set(true);
        Share write = take(Side.WRITE);
        read.end();
        assertThat(take(Side.READ).side()).isEqualTo(Side.WRITE);
        write.unless(() -> true);
        assertThat(take(Side.READ).side()).isEqualTo(Side.WRITE);
    }
}
