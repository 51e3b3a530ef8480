package dev.tercet.v2.key;

/**
 * What was done to a key, in the words of the v2 API.
 *
 * @since 0.1
 */
public enum V2Action {
    /** It was read. */
    GET("get"),
    /** It was created, and was not to exist before; or as the next in order below a directory. */
    CREATE("create"),
    /** It was written, whether it existed or not. */
    SET("set"),
    /** It was written, and had to exist. */
    UPDATE("update"),
    /** It was deleted. */
    DELETE("delete"),
    /** It was written, since it was as expected. */
    COMPARE_AND_SWAP("compareAndSwap"),
    /** It was deleted, since it was as expected. */
    COMPARE_AND_DELETE("compareAndDelete"),
    /** Its time to live ran out. */
    EXPIRE("expire");

    private final String word;

    V2Action(String word) {
        this.word = word;
    }

    /** The API's word, such as {@code compareAndSwap}. */
    public String word() {
        return word;
    }

    /**
     * The action with this word.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static V2Action of(String word) {
        for (V2Action action : values()) {
            if (action.word.equals(word)) {
                return action;
            }
        }
        throw new IllegalArgumentException("no action is called \"" + word + "\"");
    }

    /** Whether the key is gone after it. */
    public boolean isRemoval() {
        return this == DELETE || this == COMPARE_AND_DELETE || this == EXPIRE;
    }
}
