package dev.cutover.workflows.conversation;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a person can say. */
public enum Kind {
    APPROVE,
    REJECT,
    REVERT,
    FINISH;

    /** The names of the signals. */
    public static final List<String> SIGNALS =
            Arrays.stream(values()).map(Kind::signal).toList();

    /** The signal's name, as in {@code --name}. */
    public String signal() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The choice that an update {@code decide} names; empty for anything else. */
    static Optional<Kind> ofDecision(String text) {
        return switch (text.toUpperCase(Locale.ROOT)) {
            case "APPROVE" -> Optional.of(APPROVE);
            case "REJECT" -> Optional.of(REJECT);
            default -> Optional.empty();
        };
    }
}
