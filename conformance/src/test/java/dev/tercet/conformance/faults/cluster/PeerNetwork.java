package dev.tercet.conformance.faults.cluster;

import java.util.List;

/** How the members reach one another, and how two of them can be kept from it. What clients use is not touched. */
interface PeerNetwork extends AutoCloseable {
    /** How it parts members, in a few words for the report. */
    String says();

    /** Whether it can part members at all. */
    boolean canCut();

    /** Where the member answers clients, without any fault. */
    String clientUrl(int member);

    /** Where the member listens for its peers. */
    String peerListenUrl(int member);

    /** Where its peers are told to find it. */
    String peerUrl(int member);

    /** What stands before the command that starts the member. */
    List<String> prefix(int member);

    /** Lets nothing pass between two members, in silence, until {@link #heal}. */
    void cut(int one, int other);

    /** Lets everything pass again. */
    void heal();

    @Override
    void close();
}
