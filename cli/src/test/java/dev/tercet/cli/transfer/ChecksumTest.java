package dev.tercet.cli.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ChecksumTest {
    @Test
    void ofNothingItIsThatOfNothing() throws NoSuchAlgorithmException {
        assertThat(new Checksum().text()).isEqualTo(plainly(new byte[0]));
    }

    @Test
    void piecesOfAnySizeAreOneWhole() throws NoSuchAlgorithmException {
        Random random = new Random(20_261_121);
        byte[] all = new byte[1_000_000];
        random.nextBytes(all);
        Checksum sum = new Checksum();
        byte[] reused = new byte[300_000];
        for (int at = 0; at < all.length; ) {
            int count = Math.min(random.nextInt(random.nextBoolean() ? 100 : 299_000), all.length - at);
            System.arraycopy(all, at, reused, 7, count);
            sum.add(reused, 7, count);
            at += count;
            Arrays.fill(reused, (byte) 0);
        }
        assertThat(sum.text()).isEqualTo(plainly(all));
    }

    private static String plainly(byte[] bytes) throws NoSuchAlgorithmException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }
}
