package dev.tercet.cli.tour;

/** Something came that was not expected. */
final class Surprise extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String expected;
    private final String came;

    Surprise(String expected, String came) {
        super("expected " + expected + ", but came " + came);
        this.expected = expected;
        this.came = came;
    }

    String expected() {
        return expected;
    }

    String came() {
        return came;
    }
}
