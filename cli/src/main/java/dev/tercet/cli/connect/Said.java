package dev.tercet.cli.connect;

/**
 * What somebody said of a setting.
 *
 * @param text the text
 * @param source who
 * @param origin the same, for messages: {@code --user}, or {@code ETCDCTL_USER}
 */
record Said(String text, Source source, String origin) {
    /** Nearer ones first: they win. */
    enum Source {
        COMMAND_LINE,
        SHELL,
        ENVIRONMENT,
        PROFILE
    }

    boolean isNearerThan(Said other) {
        return source.compareTo(other.source) < 0;
    }

    boolean isEmpty() {
        return text.isEmpty();
    }
}
