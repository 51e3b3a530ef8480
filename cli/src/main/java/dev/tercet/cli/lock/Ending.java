package dev.tercet.cli.lock;

import dev.tercet.cli.error.Exit;
import dev.tercet.cli.run.Cli;
import dev.tercet.error.EtcdException;
import dev.tercet.recipes.session.Session;

/**
 * Gives back what hangs on a session.
 *
 * @param what that is, for people
 */
record Ending(Cli cli, Session session, String what) {
    /**
     * Does it; says so if it cannot, which is no reason to hide how the command itself went.
     *
     * @param code the exit code if all goes well
     * @return the exit code
     */
    int of(int code) {
        // The lease of one that is lost is gone, or no server answers.
        if (!session.isAlive()) {
            return code;
        }
        try {
            session.close();
            return code;
        } catch (EtcdException e) {
            cli.err()
                    .line("tercet: " + what + " is not given back, and ends in "
                            + session.ttl().toSeconds() + " s at the latest: " + e.getMessage());
            return code == Exit.OK.code() ? Exit.FAILED.code() : code;
        }
    }
}
