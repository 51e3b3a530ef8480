package dev.tercet.cli.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.kv.Bytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TypesTest {
    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', delimiter = '|', textBlock = """
                    1                      | 1.0
                    10                     | 1E+1
                    100                    | 0.1e3
                    -2.50                  | -2.5
                    0                      | -0.0
                    0                      | 0e99999999999
                    9007199254740993       | 9007199254740993.0
                    {"a":1,"b":[2,3.0]}    | {"b":[2.0,3],"a":1e0}
                    "\\u00e9"              | "\u00e9"
                    """)
    void saysTheSame(String one, String other) {
        assertThat(same(one, other)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', delimiter = '|', textBlock = """
                    1                      | -1
                    1                      | true
                    1                      | "1"
                    0                      | null
                    9007199254740993       | 9007199254740992.0
                    0.1                    | 0.10000000000000000001
                    1e400                  | Infinity
                    1e400                  | 2e400
                    {a                     | {b
                    {}                     | {a
                    [1,2]                  | [2,1]
                    """)
    void saysSomethingElse(String one, String other) {
        assertThat(same(one, other)).isFalse();
    }

    @Test
    void whatIsMalformedIsTheSameByteForByte() {
        Types types = new Types(KeyType.UTF8, ValueType.JSON);
        Bytes one = Bytes.wrap(new byte[] {'"', (byte) 0xfe, '"'});
        Bytes other = Bytes.wrap(new byte[] {'"', (byte) 0xff, '"'});
        assertThat(types.same(one, other)).isFalse();
        assertThat(types.same(one, Bytes.of("\"\ufffd\""))).isFalse();
        assertThat(types.same(Bytes.of("\"\ufffd\""), one)).isFalse();
        assertThat(types.same(one, Bytes.copyOf(one.toArray()))).isTrue();
    }

    private static boolean same(String one, String other) {
        return new Types(KeyType.UTF8, ValueType.JSON).same(Bytes.of(one), Bytes.of(other));
    }
}
