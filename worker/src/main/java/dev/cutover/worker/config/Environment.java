package dev.cutover.worker.config;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Fills {@code ${NAME}} and {@code ${NAME:-default}} in one value; {@code $${} stands for a plain {@code ${}. An empty
 * variable counts as one that is not set.
 */
final class Environment {
    private static final Pattern REFERENCE = Pattern.compile("\\$\\$\\{|\\$\\{([^}]*)}|\\$\\{");
    private static final Pattern CONTENT = Pattern.compile("([A-Za-z_][A-Za-z0-9_]*)(?::-(.*))?", Pattern.DOTALL);

    private final Map<String, String> variables;

    Environment(Map<String, String> variables) {
        this.variables = variables;
    }

    /**
     * The value with every reference filled in.
     *
     * @throws ConfigException a variable is not set and has no default, or a reference cannot be read
     */
    String expand(String value) throws ConfigException {
        Matcher references = REFERENCE.matcher(value);
        StringBuilder expanded = new StringBuilder();
        while (references.find()) {
            String filled = references.group().equals("$${") ? "${" : resolve(references.group(1));
            references.appendReplacement(expanded, Matcher.quoteReplacement(filled));
        }
        references.appendTail(expanded);
        return expanded.toString();
    }

    private String resolve(String content) throws ConfigException {
        Matcher parts = CONTENT.matcher(content == null ? "" : content);
        if (!parts.matches()) {
            throw new ConfigException("a reference to a variable is written ${NAME} or ${NAME:-default}; "
                    + "for the characters ${ themselves write $${");
        }
        String set = variables.get(parts.group(1));
        if (set != null && !set.isEmpty()) {
            return set;
        }
        if (parts.group(2) != null) {
            return parts.group(2);
        }
        throw new ConfigException("the environment variable " + parts.group(1)
                + " is not set. Set it, or give a default: ${" + parts.group(1) + ":-default}");
    }
}
