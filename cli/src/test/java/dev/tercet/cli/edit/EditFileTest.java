package dev.tercet.cli.edit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.kv.Bytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EditFileTest {
    @ParameterizedTest
    @ValueSource(strings = {"", "a", "a\n", "a\n\n", "\n", "a\r\n", "a\nb"})
    void whatIsNotEditedStays(String value) {
        EditFile file = EditFile.of(Bytes.of("k"), Bytes.of(value));
        assertThat(file.read()).isEqualTo(Bytes.of(value));
        file.delete();
    }

    @Test
    void binaryIsLeftAlone() throws IOException {
        Bytes value = Bytes.ofHex("ff00");
        EditFile file = EditFile.of(Bytes.of("k"), value);
        assertThat(Files.readAllBytes(file.path())).isEqualTo(value.toArray());
        assertThat(file.read()).isEqualTo(value);
        file.delete();
    }

    @Test
    void theEndOfTheLastLineIsTheEditors() throws IOException {
        EditFile file = EditFile.of(Bytes.of("k"), Bytes.of("old"));
        assertThat(Files.readString(file.path())).isEqualTo("old\n");
        Files.writeString(file.path(), "new\n");
        assertThat(file.read()).isEqualTo(Bytes.of("new"));
        Files.writeString(file.path(), "new");
        assertThat(file.read()).isEqualTo(Bytes.of("new"));
        Files.writeString(file.path(), "new\n\n");
        assertThat(file.read()).isEqualTo(Bytes.of("new\n"));
        file.delete();
    }

    @Test
    void nobodyElseCanReadIt() throws IOException {
        EditFile file = EditFile.of(Bytes.of("k"), Bytes.of("secret"));
        Path directory = file.path().getParent();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.path())))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory)))
                .isEqualTo("rwx------");
        Files.writeString(directory.resolve("k~"), "what an editor left");
        file.delete();
        assertThat(directory).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource({"/app/config.json, config.json", "/app/, value", "a b, a_b", "-rf, value-rf", "/.., value..", "ü, _"})
    void isCalledAsTheKey(String key, String name) {
        assertThat(EditFile.name(key)).isEqualTo(name);
    }
}
