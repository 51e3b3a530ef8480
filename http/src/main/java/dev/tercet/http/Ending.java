package dev.tercet.http;

import dev.tercet.spi.StatusCode;

/** Something under way that can be brought to an end from outside. */
interface Ending {
    /** Ends it with these words, unless it is over, and closes its connection. */
    void giveUp(StatusCode code, String why);
}
