package dev.cutover.migration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class UnifiedDiffTest {
    static Stream<Case> cases() {
        return Stream.of("sources.txt", "sinks.txt").map(Case::of).flatMap(List::stream);
    }

    @Test
    void changesThatAreFarApartAreHunksOfTheirOwn() {
        assertThat(UnifiedDiff.of(
                        "models/a.sql", "1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11", "1\nb\n3\n4\n5\n6\n7\n8\n9\n10\n"))
                .isEqualTo("""
                    --- a/models/a.sql
                    +++ b/models/a.sql
                    @@ -1,5 +1,5 @@
                     1
                    -2
                    +b
                     3
                     4
                     5
                    @@ -8,4 +8,3 @@
                     8
                     9
                     10
                    -11
                    \\ No newline at end of file
                    """);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void appliedToTheFileItGivesTheRewrittenOne(Case model) {
        assertThat(applied(model.before(), UnifiedDiff.of("a.sql", model.before(), model.after())))
                .isEqualTo(model.after());
    }

    /** What {@code patch} does: each hunk at its place, and nothing between changed. */
    private static String applied(String text, String diff) {
        List<String> old = Stream.of(text.split("(?<=\n)")).toList();
        StringBuilder result = new StringBuilder();
        int next = 0;
        // What has no line end mark is told by the line behind it.
        List<String> lines = Stream.of(diff.split("(?<=\n)(?!\\\\)"))
                .map(line -> line.replace("\n\\ No newline at end of file\n", ""))
                .toList();
        for (String line : lines.subList(2, lines.size())) {
            if (line.startsWith("@@")) {
                int start = Integer.parseInt(line.substring(4).split("[, ]")[0]) - 1;
                old.subList(next, start).forEach(result::append);
                next = start;
            } else if (line.startsWith("+")) {
                result.append(line.substring(1));
            } else {
                assertThat(line.substring(1)).isEqualTo(old.get(next));
                result.append(line.startsWith(" ") ? old.get(next) : "");
                next++;
            }
        }
        old.subList(next, old.size()).forEach(result::append);
        return result.toString();
    }
}
