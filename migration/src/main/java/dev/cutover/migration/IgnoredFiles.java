package dev.cutover.migration;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * What a project's {@code .dbtignore} keeps from dbt. Its lines are patterns of git, as dbt's library reads them: all that matters
 * is the file's own path, so that a later {@code !} brings back a file of an ignored folder, which git would not do.
 */
final class IgnoredFiles {
    private static final String NAME = ".dbtignore";
    private static final String ANY = "**";
    private static final String AND_ALL_BELOW = "(?:/.*)?";

    private final List<Rule> rules;

    private IgnoredFiles(List<Rule> rules) {
        this.rules = rules;
    }

    private record Rule(Pattern path, boolean ignored) {}

    /** Those of a project; none without the file. */
    static IgnoredFiles of(Path project) {
        Path file = project.resolve(NAME);
        if (!Files.isRegularFile(file)) {
            return of(List.of());
        }
        try {
            return of(Files.readAllLines(file));
        } catch (IOException e) {
            throw new MigrationException(file + " cannot be read (" + e
                    + "), so that nobody knows which models dbt takes. See to it that you may. Nothing was changed.");
        }
    }

    /** Those of some lines; a line that is no pattern says nothing, as dbt itself will complain of it. */
    static IgnoredFiles of(List<String> lines) {
        return new IgnoredFiles(
                lines.stream().map(IgnoredFiles::rule).flatMap(Optional::stream).toList());
    }

    /**
     * Whether dbt takes no notice of a file.
     *
     * @param relative its path relative to the project, with slashes
     */
    boolean has(String relative) {
        return rules.stream()
                .filter(rule -> rule.path().matcher(relative).matches())
                .reduce((earlier, later) -> later)
                .filter(Rule::ignored)
                .isPresent();
    }

    private static Optional<Rule> rule(String line) {
        String pattern = line.endsWith("\\ ") ? line.stripLeading() : line.strip();
        boolean ignored = !pattern.startsWith("!");
        String path = ignored ? pattern : pattern.substring(1);
        if (path.isEmpty() || pattern.startsWith("#") || path.equals("/")) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Rule(Pattern.compile(regex(path)), ignored));
        } catch (PatternSyntaxException e) {
            return Optional.empty();
        }
    }

    private static String regex(String path) {
        List<String> segments = segments(path);
        StringBuilder regex = new StringBuilder();
        boolean slash = false;
        for (int i = 0; i < segments.size(); i++) {
            boolean last = i == segments.size() - 1;
            if (!segments.get(i).equals(ANY)) {
                regex.append(slash ? "/" : "").append(segment(segments.get(i)));
                regex.append(last ? AND_ALL_BELOW : "");
                slash = true;
            } else if (i == 0) {
                regex.append(last ? "[^/]+" + AND_ALL_BELOW : "(?:.+/)?");
            } else {
                regex.append(last ? "/.*" : "(?:/.+)?");
                slash = true;
            }
        }
        return regex.toString();
    }

    /** A name alone is meant at any depth, a path from the project's folder on; a slash at the end means what is below. */
    private static List<String> segments(String path) {
        List<String> segments = new ArrayList<>();
        for (String segment : path.split("/", -1)) {
            if (!segment.equals(ANY)
                    || segments.isEmpty()
                    || !segments.get(segments.size() - 1).equals(ANY)) {
                segments.add(segment);
            }
        }
        boolean below = segments.get(segments.size() - 1).isEmpty();
        if (below) {
            segments.set(segments.size() - 1, ANY);
        }
        boolean anywhere = segments.get(0).equals(ANY);
        if (segments.get(0).isEmpty()) {
            segments.remove(0);
        } else if (!anywhere && segments.size() == (below ? 2 : 1)) {
            segments.add(0, ANY);
        } else if (anywhere && below && segments.size() == 2) {
            // All folders, but not the files beside them.
            segments.add(1, "*");
        }
        return segments;
    }

    private static String segment(String glob) {
        if (glob.equals("*")) {
            return "[^/]+";
        }
        StringBuilder regex = new StringBuilder();
        int i = 0;
        while (i < glob.length()) {
            char c = glob.charAt(i);
            int end = c == '[' ? endOfSet(glob, i) : -1;
            if (end > 0) {
                regex.append(set(glob.substring(i + 1, end)));
                i = end + 1;
                continue;
            }
            boolean escaped = c == '\\' && i + 1 < glob.length();
            regex.append(
                    switch (c) {
                        case '*' -> "[^/]*";
                        case '?' -> "[^/]";
                        default -> Pattern.quote(String.valueOf(escaped ? glob.charAt(i + 1) : c));
                    });
            i += escaped ? 2 : 1;
        }
        return regex.toString();
    }

    /** Offset of the bracket that closes a set of characters; -1 when the one that opens it stands for itself. */
    private static int endOfSet(String glob, int open) {
        int first = open + 1;
        if (first < glob.length() && "!^".indexOf(glob.charAt(first)) >= 0) {
            first++;
        }
        return glob.indexOf(']', first + 1);
    }

    private static String set(String characters) {
        boolean others = "!^".indexOf(characters.charAt(0)) >= 0;
        String listed = others ? characters.substring(1) : characters;
        return (others ? "[^" : "[") + listed.replaceAll("[\\\\\\[\\]&^]", "\\\\$0") + "]";
    }
}
