package dev.cutover.sandbox.contract;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the placeholders of a recording stand for in this run. A numbered placeholder keeps its value for the whole scenario, and
 * two numbers of one kind never share a value; the others match anything of their kind.
 */
final class Placeholders {

    private static final Map<String, String> KINDS = Map.ofEntries(
            Map.entry("n", "\\d+"),
            Map.entry("number", "-?\\d+(?:\\.\\d+)?(?:[eE][-+]?\\d+)?"),
            Map.entry("frontier", "\\d{13}"),
            Map.entry("ts", "\\d{4}-\\d{2}-\\d{2}[ T][\\d:.]+(?:[-+Z][\\d:]*)?"),
            Map.entry("interval", "-?(?:\\d+ [a-z]+ ?)*(?:-?\\d{2,}:\\d{2}:\\d{2}(?:\\.\\d+)?)?"),
            Map.entry("uuid", "[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}"),
            Map.entry("any", "[\\s\\S]*"),
            Map.entry("text", "[\\s\\S]*"),
            Map.entry("version", ".+"),
            Map.entry("mz_version", ".+"),
            Map.entry("environment_id", ".+"));

    private static final Pattern PLACEHOLDER = Pattern.compile(
            "<(?:(cluster|schema|role|replica|object|database):(\\d+)|(" + String.join("|", KINDS.keySet()) + "))>");

    private final Map<String, String> bound;

    Placeholders() {
        this(Map.of());
    }

    private Placeholders(Map<String, String> bound) {
        this.bound = new HashMap<>(bound);
    }

    /** A copy to try a match on, so that a failed attempt binds nothing. */
    Placeholders copy() {
        return new Placeholders(bound);
    }

    /** Takes over what a successful attempt bound. */
    void adopt(Placeholders attempt) {
        bound.putAll(attempt.bound);
    }

    /** Whether the text fits; binds the placeholders seen for the first time. */
    boolean matches(String recorded, String actual) {
        if (recorded == null || actual == null) {
            return recorded == null && actual == null;
        }
        if (recorded.indexOf('<') < 0) {
            return recorded.equals(actual);
        }
        Map<String, Integer> fresh = new LinkedHashMap<>();
        Matcher seen = Pattern.compile(pattern(recorded, fresh)).matcher(actual);
        if (!seen.matches()) {
            return false;
        }
        Map<String, String> found = new LinkedHashMap<>();
        for (Map.Entry<String, Integer> placeholder : fresh.entrySet()) {
            String value = seen.group(placeholder.getValue());
            if (takenByAnother(placeholder.getKey(), value, bound)
                    || takenByAnother(placeholder.getKey(), value, found)) {
                return false;
            }
            found.put(placeholder.getKey(), value);
        }
        bound.putAll(found);
        return true;
    }

    private String pattern(String recorded, Map<String, Integer> fresh) {
        StringBuilder pattern = new StringBuilder();
        Matcher placeholder = PLACEHOLDER.matcher(recorded);
        int end = 0;
        while (placeholder.find()) {
            pattern.append(Pattern.quote(recorded.substring(end, placeholder.start())));
            end = placeholder.end();
            if (placeholder.group(1) == null) {
                pattern.append("(?:").append(KINDS.get(placeholder.group(3))).append(')');
                continue;
            }
            String name = placeholder.group(1) + ":" + placeholder.group(2);
            if (bound.containsKey(name)) {
                pattern.append(Pattern.quote(bound.get(name)));
            } else if (fresh.containsKey(name)) {
                pattern.append("\\").append(fresh.get(name)).append("(?!\\d)");
            } else {
                fresh.put(name, fresh.size() + 1);
                pattern.append("([a-z]{1,2}\\d+|p)");
            }
        }
        return pattern.append(Pattern.quote(recorded.substring(end))).toString();
    }

    private static boolean takenByAnother(String name, String value, Map<String, String> values) {
        String kind = name.substring(0, name.indexOf(':') + 1);
        return values.entrySet().stream()
                .anyMatch(other -> other.getKey().startsWith(kind)
                        && !other.getKey().equals(name)
                        && other.getValue().equals(value));
    }

    /** Whether the rows fit one by one, in the given order. */
    boolean matchesRow(List<String> recorded, List<String> actual) {
        if (recorded.size() != actual.size()) {
            return false;
        }
        Placeholders attempt = copy();
        for (int i = 0; i < recorded.size(); i++) {
            if (!attempt.matches(recorded.get(i), actual.get(i))) {
                return false;
            }
        }
        adopt(attempt);
        return true;
    }
}
