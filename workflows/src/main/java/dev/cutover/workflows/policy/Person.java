package dev.cutover.workflows.policy;

import dev.cutover.workflows.request.DeploymentRequest;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Names of people, compared so that no spelling of a name counts as a second person. */
final class Person {
    private Person() {}

    static boolean same(String left, String right) {
        return key(left).equals(key(right));
    }

    static boolean isAmong(String name, List<String> names) {
        return names.stream().anyMatch(other -> same(name, other));
    }

    /** Whether a name is what stands for a requester who gave none. */
    static boolean isUnknown(String name) {
        return name == null || name.isBlank() || same(name, DeploymentRequest.NOBODY);
    }

    /** Why a name cannot be anybody's; empty when it can. */
    static Optional<String> problem(String name) {
        return name.codePoints().anyMatch(Person::isInvisible)
                ? Optional.of("by holds a character that cannot be seen; write the name with letters only.")
                : Optional.empty();
    }

    private static String key(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFKC).strip().toLowerCase(Locale.ROOT);
    }

    private static boolean isInvisible(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.UNASSIGNED,
                    Character.PRIVATE_USE,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }
}
