package dev.tercet.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.kv.Bytes;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/**
 * What becomes of strings.
 *
 * @since 0.1
 */
public interface CharsetContract extends Contract {
    @Test
    default void stringsAreUtf8UnlessSaidOtherwise() {
        String key = fresh() + "schlüssel";
        etcd().kv().put(key, "wert: ß");
        Bytes stored = etcd().kv()
                .get(Bytes.of(key, StandardCharsets.UTF_8))
                .orElseThrow()
                .value();
        assertThat(stored).isEqualTo(Bytes.wrap("wert: ß".getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    default void anotherCharsetIsUsedForKeysAndValues() {
        String key = fresh() + "schlüssel";
        Subject latin = new Subject(etcd().client().withCharset(StandardCharsets.ISO_8859_1), target().view());
        latin.kv().put(key, "ß");
        assertThat(latin.kv().getString(key)).contains("ß");
        assertThat(etcd().kv().get(key)).isEmpty();
        Bytes stored = etcd().kv()
                .get(Bytes.of(key, StandardCharsets.ISO_8859_1))
                .orElseThrow()
                .value();
        assertThat(stored).isEqualTo(Bytes.ofHex("df"));
        assertThat(latin.kv().delete(key).deleted()).isEqualTo(1);
    }
}
