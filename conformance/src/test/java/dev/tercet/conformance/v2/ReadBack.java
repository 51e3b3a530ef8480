package dev.tercet.conformance.v2;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.v2.EtcdV2Client;

/** Whoever wrote something reads just that, at once and every time: a member of v2 answers reads from its own store. */
final class ReadBack {
    private static final int TIMES = 300;

    private ReadBack() {}

    /** Writes below this directory, and reads. */
    static void check(EtcdV2Client v2, String directory) {
        String key = directory + "/k";
        for (int i = 0; i < TIMES; i++) {
            String value = Integer.toString(i);
            v2.set(key, value);
            assertThat(v2.get(key).value()).contains(value);
            assertThat(v2.contains(v2.append(directory + "/queue", value).key()))
                    .isTrue();
            v2.update(v2.get(key).withValue("again " + i));
            assertThat(v2.get(key).value()).contains("again " + i);
        }
    }
}
