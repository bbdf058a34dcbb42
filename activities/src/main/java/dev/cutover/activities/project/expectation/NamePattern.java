package dev.cutover.activities.project.expectation;

import java.util.regex.Pattern;

/**
 * A name in which {@code *} stands for any characters.
 *
 * @param text the pattern
 */
public record NamePattern(String text) {
    /** Whether a name is one of those. */
    public boolean matches(String name) {
        StringBuilder expression = new StringBuilder();
        for (String part : text.split("\\*", -1)) {
            if (expression.length() > 0) {
                expression.append(".*");
            }
            expression.append(Pattern.quote(part));
        }
        return Pattern.compile(expression.toString(), Pattern.DOTALL)
                .matcher(name)
                .matches();
    }
}
