package dev.cutover.workflows.text;

/** A number with the word for what is counted, as people say it. */
public final class Amount {
    private Amount() {}

    /** Such as {@code 1 row} or {@code 3 rows}; for words whose plural has an s. */
    public static String of(long number, String one) {
        return of(number, one, one + "s");
    }

    /** Such as {@code 1 check passes} or {@code 3 checks pass}. */
    public static String of(long number, String one, String many) {
        return number + " " + (number == 1 ? one : many);
    }
}
