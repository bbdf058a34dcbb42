package dev.cutover.starter.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class BenchProjectTest {
    private static final Pattern CREATED =
            Pattern.compile("CREATE (?:MATERIALIZED VIEW|VIEW) shape\\.(\\w+)|CREATE INDEX");
    private static final Pattern READ = Pattern.compile("(?:FROM|ON) shape\\.(\\w+)");

    @ParameterizedTest
    @ValueSource(ints = {10, 12, 37, 200})
    void itHasAsManyObjectsAsWereAskedFor(int objects) {
        assertThat(new BenchProject("shape", "shape", objects, 1).statements()).hasSize(objects);
    }

    @Test
    void psqlCanRunTheStatementsInTheirOrder() {
        List<String> statements = new BenchProject("shape", "shape", 200, 1).statements();

        Set<String> made = new HashSet<>();
        for (String statement : statements) {
            Matcher read = READ.matcher(statement);
            while (read.find()) {
                assertThat(made).as(statement).contains(read.group(1));
            }
            Matcher created = CREATED.matcher(statement);
            assertThat(created.find()).as(statement).isTrue();
            made.add(String.valueOf(created.group(1)));
        }
    }
}
