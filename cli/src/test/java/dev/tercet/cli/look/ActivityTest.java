package dev.tercet.cli.look;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.cli.output.Colours;
import dev.tercet.kv.Bytes;
import dev.tercet.kv.KeyValue;
import dev.tercet.watch.WatchEvent;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ActivityTest {
    private static final Bytes SLASH = Bytes.of("/");

    @Test
    void isByDirectoryAndByKey() {
        Activity activity = new Activity(Bytes.EMPTY, SLASH, 1);
        activity.add(put("a/x", "12345"));
        activity.add(put("a/x", "1"));
        activity.add(put("a/y/z", "1"));
        activity.add(delete("b/x"));
        activity.add(put("c", ""));
        assertThat(new TopPage(activity, Duration.ofSeconds(2), 2, false).line())
                .isEqualTo("2.0 puts/s, 0.5 deletes/s, 11 B/s  a/ 1.5  (all keys) 0.5");
        assertThat(new TopPage(activity, Duration.ofSeconds(2), 2, false).screen("", Colours.OFF, ScreenSize.UNKNOWN))
                .containsExactly(
                        "2.0 puts/s, 0.5 deletes/s, 11 B/s",
                        "",
                        "    PUTS/S  DELETES/S    BYTES/S  DIRECTORY",
                        "       1.5        0.0        9 B  a/",
                        "       0.5        0.0        1 B  (all keys)",
                        "",
                        "    PUTS/S  DELETES/S    BYTES/S  KEY",
                        "       1.0        0.0        6 B  a/x",
                        "       0.5        0.0        3 B  a/y/z");
    }

    @Test
    void aSmallScreenHasLessOfIt() {
        Activity activity = new Activity(Bytes.EMPTY, SLASH, 1);
        for (int i = 0; i < 9; i++) {
            activity.add(put("directory-" + i + "/" + "long".repeat(9), ""));
        }
        TopPage page = new TopPage(activity, Duration.ofSeconds(1), 8, false);
        assertThat(page.screen("", Colours.OFF, ScreenSize.of("12 60\n")))
                .hasSize(11)
                .allMatch(line -> line.length() <= 60)
                .startsWith("9.0 puts/s, 0.0 deletes/s, 432 B/s")
                .contains(
                        "       1.0        0.0       48 B  directory-2/",
                        "    PUTS/S  DELETES/S    BYTES/S  KEY",
                        "       1.0        0.0       48 B  directory-2/longlonglongl…");
        assertThat(page.screen("", Colours.OFF, ScreenSize.of("3 10"))).containsExactly("9.0 puts/…", "");
        assertThat(page.screen("", Colours.OFF, ScreenSize.of("19 60"))).hasSize(18);
        assertThat(page.screen("", Colours.OFF, ScreenSize.UNKNOWN)).hasSize(21);
    }

    @Test
    void whereNobodyKnowsNothingIsCut() {
        assertThat(ScreenSize.of("0 0")).isEqualTo(ScreenSize.UNKNOWN);
        assertThat(ScreenSize.of("")).isEqualTo(ScreenSize.UNKNOWN);
        assertThat(ScreenSize.now(Map.of("COLUMNS", "80", "LINES", "24"))).isEqualTo(new ScreenSize(80, 24));
    }

    @Test
    void levelsAreBelowTheBase() {
        Activity activity = new Activity(Bytes.of("app/"), SLASH, 2);
        activity.add(put("app/a/b/c", ""));
        activity.add(put("app/a/b/d", ""));
        activity.add(put("app/x", ""));
        assertThat(activity.directories(9).stream().map(each -> each.name().utf8() + " " + each.events()))
                .containsExactly("app/a/b/ 2", "app/ 1");
    }

    @Test
    void memoryIsBounded() {
        Activity activity = new Activity(Bytes.EMPTY, SLASH, 1);
        for (int i = 0; i < 20_000; i++) {
            activity.add(put("k" + i, ""));
        }
        assertThat(activity.all().puts()).isEqualTo(20_000);
        assertThat(activity.keys(Integer.MAX_VALUE)).hasSize(10_000);
    }

    private static WatchEvent put(String key, String value) {
        return new WatchEvent(WatchEvent.Type.PUT, new KeyValue(Bytes.of(key), Bytes.of(value), 1, 1, 1, 0), null);
    }

    private static WatchEvent delete(String key) {
        return new WatchEvent(WatchEvent.Type.DELETE, new KeyValue(Bytes.of(key), Bytes.EMPTY, 0, 1, 0, 0), null);
    }
}
