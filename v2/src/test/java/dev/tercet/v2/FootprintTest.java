package dev.tercet.v2;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a program that uses only the v2 API has on its class path, as Maven resolves it; and that this is enough to have a client. */
class FootprintTest {
    /** Core, http, SLF4J, JSpecify and a JSON reader. */
    private static final int MOST = 5;

    private static List<Path> dependencies() throws IOException {
        String resolved =
                Files.readString(Path.of("target", "runtime.classpath")).strip();
        return Stream.of(resolved.split(File.pathSeparator)).map(Path::of).toList();
    }

    private static URLClassLoader loader() throws IOException {
        List<URL> urls = new ArrayList<>();
        urls.add(url(Path.of("target", "classes")));
        for (Path dependency : dependencies()) {
            urls.add(url(dependency));
        }
        return new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
    }

    private static URL url(Path path) throws MalformedURLException {
        return path.toUri().toURL();
    }

    @Test
    void fiveThingsAndNoneOfThemGrpc() throws IOException {
        assertThat(dependencies()).hasSizeBetween(1, MOST);
        try (URLClassLoader loader = loader()) {
            for (String name : List.of(
                    "io/grpc/Channel.class",
                    "com/google/protobuf/MessageLite.class",
                    "com/google/common/base/Strings.class",
                    "tools/jackson/databind/ObjectMapper.class",
                    "dev/tercet/gateway/GatewayTransport.class")) {
                assertThat(loader.getResource(name)).as(name).isNull();
            }
        }
    }

    @Test
    void aClientOverHttpNeedsNothingElse() throws Exception {
        try (URLClassLoader loader = loader()) {
            Class<?> type = loader.loadClass("dev.tercet.v2.EtcdV2Client");
            try (AutoCloseable client = (AutoCloseable) type.getMethod("connect", String[].class)
                    .invoke(null, (Object) new String[] {"http://127.0.0.1:1"})) {
                assertThat(client).hasToString("etcd v2 client of [http://127.0.0.1:1]");
            }
        }
    }

    @Test
    void overTheStoreATransportIsMissingAndItSaysSo() throws Exception {
        try (URLClassLoader loader = loader()) {
            Class<?> choice = loader.loadClass("dev.tercet.v2.V2Backend");
            Object v3 = choice.getField("V3").get(null);
            Object builder = loader.loadClass("dev.tercet.v2.EtcdV2Client")
                    .getMethod("builder")
                    .invoke(null);
            Class<?> type = builder.getClass();
            type.getMethod("endpoints", String[].class).invoke(builder, (Object) new String[] {"http://127.0.0.1:1"});
            type.getMethod("backend", choice).invoke(builder, v3);
            assertThat(failure(() -> type.getMethod("build").invoke(builder)))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("no transport on the class path: add dev.tercet:tercet");
        }
    }

    /** Something that is called by reflection. */
    private interface Call {
        void run() throws ReflectiveOperationException;
    }

    private static Throwable failure(Call call) {
        try {
            call.run();
        } catch (ReflectiveOperationException e) {
            return e.getCause();
        }
        throw new AssertionError("nothing was thrown");
    }
}
