package dev.tercet.v2.internal.http;

import dev.tercet.spi.engine.CallEngine;
import dev.tercet.v2.internal.backend.OpenBackend;
import dev.tercet.v2.internal.client.V2Settings;

/** The v2 API of a server. Closing it closes its engine. */
public abstract class HttpBackend implements OpenBackend {
    /** Starts one, without connecting. */
    public static HttpBackend start(V2Settings settings) {
        throw new UnsupportedOperationException(settings.toString());
    }

    /** What its calls go by. */
    public abstract CallEngine engine();
}
