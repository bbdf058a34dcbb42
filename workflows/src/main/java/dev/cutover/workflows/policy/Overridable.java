package dev.cutover.workflows.policy;

import java.util.List;

/**
 * Failing checks that an approval may override.
 *
 * @param checks a check's name; {@code *} stands for any characters
 * @param by who may override them
 */
public record Overridable(String checks, List<String> by) {
    public Overridable {
        by = List.copyOf(by);
    }

    boolean covers(String check) {
        return matches(checks, check);
    }

    boolean allows(String check, String person) {
        return covers(check) && Person.isAmong(person, by);
    }

    /** Part by part from the left, each as early as possible: no pattern can make it slow. */
    private static boolean matches(String pattern, String text) {
        String[] parts = pattern.split("\\*", -1);
        String first = parts[0];
        if (parts.length == 1) {
            return first.equals(text);
        }
        String last = parts[parts.length - 1];
        if (text.length() < first.length() + last.length() || !text.startsWith(first) || !text.endsWith(last)) {
            return false;
        }
        int from = first.length();
        for (int i = 1; i < parts.length - 1; i++) {
            int found = text.indexOf(parts[i], from);
            if (found < 0) {
                return false;
            }
            from = found + parts[i].length();
        }
        return from <= text.length() - last.length();
    }
}
