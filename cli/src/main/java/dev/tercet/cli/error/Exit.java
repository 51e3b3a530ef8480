package dev.tercet.cli.error;

/** What a command's exit code says. Those from 3 to 6 are etcdctl's. */
public enum Exit {
    /** All went well. */
    OK(0),
    /** The server refused, or something else failed. */
    FAILED(1),
    /** The command line makes no sense. */
    WRONG_USAGE(2),
    /** What was read makes no sense: a file, or standard input. */
    BAD_INPUT(3),
    /** It cannot be shown in that format, or the server cannot do it. */
    UNSUPPORTED(4),
    /** Ended from outside before it was done: by a signal, or by the server. */
    INTERRUPTED(5),
    /** A file could not be read or written. */
    FILE(6),
    /** No server could be reached, or none answered in time. */
    UNREACHABLE(7),
    /** Two sides are not the same. */
    DIFFERENT(8);

    private final int code;

    Exit(int code) {
        this.code = code;
    }

    /** The number. */
    public int code() {
        return code;
    }
}
