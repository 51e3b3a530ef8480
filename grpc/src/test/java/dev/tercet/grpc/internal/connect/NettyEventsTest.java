package dev.tercet.grpc.internal.connect;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** In JVMs of their own: Netty asks once. */
class NettyEventsTest {
    /** Says whether Netty would tell the Flight Recorder. */
    static final class Asked {
        private Asked() {}

        public static void main(String[] args) throws ReflectiveOperationException, IOException {
            Class.forName(Channels.class.getName());
            Object on = Class.forName("io.grpc.netty.shaded.io.netty.util.internal.PlatformDependent")
                    .getMethod("isJfrEnabled")
                    .invoke(null);
            System.out.write((on + "\n").getBytes(StandardCharsets.UTF_8));
            System.out.flush();
        }
    }

    @Test
    void areOffByThemselves() throws IOException, InterruptedException {
        assertThat(ask()).isEqualTo("false");
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "false"})
    void areAsTheUserHasSaid(String said) throws IOException, InterruptedException {
        assertThat(ask("-D" + NettyEvents.PROPERTY + "=" + said)).isEqualTo(said);
    }

    private static String ask(String... options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(options));
        command.addAll(List.of("-cp", classPath(), Asked.class.getName()));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            return said.trim();
        } finally {
            process.destroyForcibly();
        }
    }

    private static String classPath() {
        return Stream.of("java.class.path", "jdk.module.path")
                .map(System::getProperty)
                .filter(Objects::nonNull)
                .collect(Collectors.joining(File.pathSeparator));
    }
}
