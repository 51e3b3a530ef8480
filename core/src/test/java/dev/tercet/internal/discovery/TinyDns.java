package dev.tercet.internal.discovery;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A name server on UDP that knows SRV records and nothing else. */
final class TinyDns implements AutoCloseable {
    private static final int SRV = 33;
    private static final int NO_SUCH_NAME = 3;

    final Map<String, List<SrvRecords.SrvRecord>> zone = new ConcurrentHashMap<>();
    final List<String> questions = new CopyOnWriteArrayList<>();

    /** Says this to every question, unless 0. */
    final AtomicInteger failure = new AtomicInteger();

    volatile boolean silent;

    private final DatagramSocket socket;
    private final Thread thread = new Thread(this::serve, "tiny-dns");

    TinyDns() {
        try {
            socket = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        } catch (SocketException e) {
            throw new UncheckedIOException(e);
        }
        thread.start();
    }

    String address() {
        return "127.0.0.1:" + socket.getLocalPort();
    }

    private void serve() {
        DatagramPacket packet = new DatagramPacket(new byte[512], 512);
        while (!socket.isClosed()) {
            try {
                packet.setLength(512);
                socket.receive(packet);
                byte[] question = new byte[packet.getLength()];
                System.arraycopy(packet.getData(), 0, question, 0, question.length);
                byte[] answer = answer(question);
                if (!silent) {
                    socket.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
                }
            } catch (IOException e) {
                // Closed.
                return;
            }
        }
    }

    private byte[] answer(byte[] question) throws IOException {
        ByteBuffer in = ByteBuffer.wrap(question).position(12);
        String name = name(in);
        boolean srv = in.getShort() == SRV;
        int end = in.position() + 2;
        questions.add(name);
        List<SrvRecords.SrvRecord> records = zone.get(name);
        int code = failure.get() != 0 ? failure.get() : records == null ? NO_SUCH_NAME : 0;
        List<SrvRecords.SrvRecord> found = srv && code == 0 && records != null ? records : List.of();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.write(question, 0, 2);
        out.writeShort(0x8580 | code);
        out.writeShort(1);
        out.writeShort(found.size());
        out.writeInt(0);
        out.write(question, 12, end - 12);
        for (SrvRecords.SrvRecord record : found) {
            byte[] target = wire(record.target());
            // The name of the question, by a pointer to it.
            out.writeShort(0xc00c);
            out.writeShort(SRV);
            out.writeShort(1);
            out.writeInt(60);
            out.writeShort(6 + target.length);
            out.writeShort(record.priority());
            out.writeShort(record.weight());
            out.writeShort(record.port());
            out.write(target);
        }
        return bytes.toByteArray();
    }

    private static String name(ByteBuffer in) {
        List<String> labels = new ArrayList<>();
        for (int length = in.get(); length > 0; length = in.get()) {
            byte[] label = new byte[length];
            in.get(label);
            labels.add(new String(label, StandardCharsets.US_ASCII));
        }
        return String.join(".", labels);
    }

    private static byte[] wire(String name) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (String label : name.split("\\.")) {
            if (!label.isEmpty()) {
                bytes.write(label.length());
                bytes.writeBytes(label.getBytes(StandardCharsets.US_ASCII));
            }
        }
        bytes.write(0);
        return bytes.toByteArray();
    }

    @Override
    public void close() {
        socket.close();
        try {
            thread.join(5_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
