package dev.tercet.testkit.tls;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;

/** A host name or an address literal that a certificate speaks for. */
record SubjectName(String text) {
    byte[] encoded() {
        boolean literal = text.indexOf(':') >= 0 || text.matches("[0-9.]+");
        if (!literal) {
            return Der.tagged(0x82, text.getBytes(StandardCharsets.US_ASCII));
        }
        try {
            return Der.tagged(0x87, InetAddress.getByName(text).getAddress());
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("not an address: " + text, e);
        }
    }
}
