package dev.tercet.cli.connect;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HomeTest {
    @Test
    void itIsWhatTheEnvironmentSays() {
        assertThat(Home.of(Map.of("HOME", "/h"))).isEqualTo("/h");
        assertThat(Home.of(Map.of("HOME", ""))).isEqualTo(System.getProperty("user.home"));
        assertThat(Home.of(Map.of())).isEqualTo(System.getProperty("user.home"));
    }

    @Test
    void ourFoldersAreInIt() {
        assertThat(Home.ours(Map.of("HOME", "/h"), "XDG_STATE_HOME", ".local/state"))
                .isEqualTo(Path.of("/h/.local/state/tercet"));
        assertThat(Home.ours(Map.of("HOME", "/h", "XDG_STATE_HOME", "/s"), "XDG_STATE_HOME", ".local/state"))
                .isEqualTo(Path.of("/s/tercet"));
        assertThat(Profiles.read(null, false, Map.of("HOME", "/h")).file())
                .isEqualTo(Path.of("/h/.config/tercet/profiles"));
    }
}
