package dev.tercet.cli.bolt;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A database of bbolt, read only and without a lock: of a server that runs, it may change meanwhile. It needs 200 kB of memory and two
 * bits for each page, whatever the size of the file and of what is in it. What is not as it should be is found and told as {@link Broken}.
 */
public final class BoltFile implements AutoCloseable {
    private final FileChannel file;
    private final Window window;
    private final Meta meta;

    private BoltFile(FileChannel file, Window window, Meta meta) {
        this.file = file;
        this.window = window;
        this.meta = meta;
    }

    /** What is told of the content. */
    public interface Visitor {
        /** A bucket begins. */
        void bucket(byte[] name);

        /** A key of it. */
        void key(byte[] key);

        /** Some of the key's value. A bucket within a bucket has none, and its content is not told. */
        void value(ByteBuffer part);
    }

    /**
     * Opens it.
     *
     * @param length how much of the file is the database
     * @throws IOException if it cannot be read
     * @throws Broken if it is none
     */
    public static BoltFile open(Path path, long length) throws IOException {
        FileChannel file = FileChannel.open(path, StandardOpenOption.READ);
        try {
            Window window = new Window(file, length);
            return new BoltFile(file, window, Meta.of(window));
        } catch (RuntimeException | Error e) {
            file.close();
            throw e;
        }
    }

    /** How many bytes it has, as bbolt counts them: all pages that are in use, or were once. */
    public long size() {
        return meta.pages() * meta.pageSize();
    }

    /** Reads all of it, in order of buckets and keys. */
    public void read(Visitor visitor) {
        Pages pages = new Pages(window, meta);
        new TreeWalk(window, pages, visitor).all(meta.root());
        pages.checkAllSeen();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
