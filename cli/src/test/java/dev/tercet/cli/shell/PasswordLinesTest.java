package dev.tercet.cli.shell;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordLinesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "get k --user root:secret",
                "get k --user=root:secret",
                "get k --user \"root:secret\"",
                "get k --user root --password secret",
                "get k --password=secret",
                "user add tom --new-user-password secret",
                "user add --new-user-password='secret' tom",
                "user add tom:secret",
                "us ad tom:secret",
                "user --hex add tom:secret --interactive=false",
                "make-mirror --dest-user root:secret there",
                "mirror --dest-password secret there",
                "get k --auth-jwt-token ey.x",
                "get k --password 'open"
            })
    void areNotKept(String line) {
        assertThat(PasswordLines.isOne(line)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "get k",
                "put k http://host:1",
                "get k --user root",
                "user add tom",
                "user list",
                "user get tom",
                "put user a:b",
                "get --prefix /password/",
                "get k --endpoints http://host:2379"
            })
    void areKept(String line) {
        assertThat(PasswordLines.isOne(line)).isFalse();
    }
}
