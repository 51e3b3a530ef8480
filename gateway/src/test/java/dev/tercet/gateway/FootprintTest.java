package dev.tercet.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tercet.embedded.EmbeddedEtcd;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a program that uses only the gateway has on its class path, as Maven resolves it; and that this is enough. */
class FootprintTest {
    private static final int MOST_JARS = 5;
    private static final long MOST_BYTES = 2_000_000;
    private static final long LIMIT_SECONDS = 60;

    /** What comes with the module, without itself: jars, or folders of classes while the others are not packaged. */
    private static List<Path> dependencies() throws IOException {
        String resolved =
                Files.readString(Path.of("target", "runtime.classpath")).strip();
        return Stream.of(resolved.split(File.pathSeparator)).map(Path::of).toList();
    }

    @Test
    void atMostFiveJarsAndTwoMegabytes() throws IOException {
        List<Path> dependencies = dependencies();
        assertThat(dependencies).hasSizeBetween(1, MOST_JARS);
        long bytes = 0;
        for (Path dependency : dependencies) {
            bytes += Files.isDirectory(dependency) ? packed(dependency) : Files.size(dependency);
        }
        assertThat(bytes).as("bytes of %s", dependencies).isBetween(1L, MOST_BYTES);
    }

    /** How large a jar of a folder would be. */
    private static long packed(Path folder) throws IOException {
        ByteArrayOutputStream jar = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(jar);
                Stream<Path> files = Files.walk(folder)) {
            for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                zip.putNextEntry(new ZipEntry(folder.relativize(file).toString()));
                Files.copy(file, zip);
            }
        }
        return jar.size();
    }

    @Test
    void noGrpcAndNoProtobuf() throws IOException {
        URL[] urls = Stream.concat(Stream.of(Path.of("target", "classes")), dependencies().stream())
                .map(FootprintTest::url)
                .toArray(URL[]::new);
        try (URLClassLoader loader = new URLClassLoader(urls, ClassLoader.getPlatformClassLoader())) {
            assertThat(loader.getResource("dev/tercet/gateway/GatewayTransport.class"))
                    .isNotNull();
            assertThat(loader.getResource("dev/tercet/EtcdClient.class")).isNotNull();
            for (String name : List.of(
                    "io/grpc/Channel.class",
                    "io/grpc/stub/ClientCalls.class",
                    "com/google/protobuf/MessageLite.class",
                    "com/google/common/base/Strings.class",
                    "dev/tercet/proto/etcdserverpb/PutRequest.class")) {
                assertThat(loader.getResource(name)).as(name).isNull();
            }
        }
    }

    private static URL url(Path path) {
        try {
            return path.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Rather than when the first answer is to be read, where calls would wait in vain. */
    @Test
    void withoutJacksonNoClientIsMade() throws Exception {
        URL[] urls = Stream.concat(Stream.of(Path.of("target", "classes")), dependencies().stream())
                .filter(path -> !path.toString().contains("jackson"))
                .map(FootprintTest::url)
                .toArray(URL[]::new);
        Thread current = Thread.currentThread();
        ClassLoader before = current.getContextClassLoader();
        try (URLClassLoader loader = new URLClassLoader(urls, ClassLoader.getPlatformClassLoader())) {
            current.setContextClassLoader(loader);
            Method connect = loader.loadClass("dev.tercet.EtcdClient").getMethod("connect", String[].class);
            for (int i = 0; i < 2; i++) {
                assertThatThrownBy(() -> connect.invoke(null, (Object) new String[] {"http://127.0.0.1:1"}))
                        .cause()
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageContaining("tools.jackson.core:jackson-core 3")
                        .hasCauseInstanceOf(LinkageError.class);
            }
        } finally {
            current.setContextClassLoader(before);
        }
    }

    @Test
    void aProgramRunsWithNothingElse(@TempDir Path folder) throws IOException, InterruptedException {
        String name = OnlyTheGateway.class.getName().replace('.', '/') + ".class";
        Path program = folder.resolve(name);
        Files.createDirectories(program.getParent());
        Files.copy(Path.of("target", "test-classes").resolve(name), program);
        List<String> classPath = new ArrayList<>(List.of(folder.toString(), "target/classes"));
        dependencies().forEach(dependency -> classPath.add(dependency.toString()));
        Path output = folder.resolve("output");
        try (EmbeddedEtcd etcd = EmbeddedEtcd.builder().port(0).start()) {
            Process process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            String.join(File.pathSeparator, classPath),
                            OnlyTheGateway.class.getName(),
                            etcd.endpoint())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            try {
                assertThat(process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS))
                        .as("it ends by itself")
                        .isTrue();
            } finally {
                process.destroyForcibly();
            }
            assertThat(process.exitValue()).as(Files.readString(output)).isZero();
            try (var client = etcd.client()) {
                assertThat(client.kv().getString("footprint")).contains("seen");
            }
        }
    }
}
