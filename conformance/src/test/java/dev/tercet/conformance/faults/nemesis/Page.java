package dev.tercet.conformance.faults.nemesis;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Asks a member over HTTP/1.1, each time on a connection of its own. */
public final class Page {
    private static final int LIMIT_MILLIS = 1_000;

    private Page() {}

    /** What it says, if it says anything soon; of a refusal the body too. */
    public static Optional<String> get(String url) {
        return ask(url, "", "");
    }

    /** The same, with a body and a token, either of which may be empty. */
    public static Optional<String> ask(String url, String body, String token) {
        try {
            HttpURLConnection connection =
                    (HttpURLConnection) URI.create(url).toURL().openConnection(Proxy.NO_PROXY);
            connection.setConnectTimeout(LIMIT_MILLIS);
            connection.setReadTimeout(LIMIT_MILLIS);
            connection.setRequestProperty("Connection", "close");
            if (!token.isEmpty()) {
                connection.setRequestProperty("Authorization", token);
            }
            if (!body.isEmpty()) {
                connection.setDoOutput(true);
                try (OutputStream out = connection.getOutputStream()) {
                    out.write(body.getBytes(StandardCharsets.UTF_8));
                }
            }
            boolean refused = connection.getResponseCode() >= HttpURLConnection.HTTP_BAD_REQUEST;
            try (InputStream in = refused ? connection.getErrorStream() : connection.getInputStream()) {
                return Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
