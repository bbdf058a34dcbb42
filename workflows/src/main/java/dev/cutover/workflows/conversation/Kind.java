package dev.cutover.workflows.conversation;

import dev.cutover.workflows.decision.Decision.Choice;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a person can say. */
public enum Kind {
    APPROVE,
    REJECT,
    REVERT,
    FINISH,
    REFRESH;

    /** The names of the signals. */
    public static final List<String> SIGNALS =
            Arrays.stream(values()).map(Kind::signal).toList();

    /** The signal's name, as in {@code --name}. */
    public String signal() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The choice that an update {@code decide} names; empty for anything else, and for null. */
    static Optional<Choice> choice(String text) {
        return text == null
                ? Optional.empty()
                : Arrays.stream(Choice.values())
                        .filter(choice -> choice.name().equals(text.toUpperCase(Locale.ROOT)))
                        .findFirst();
    }
}
