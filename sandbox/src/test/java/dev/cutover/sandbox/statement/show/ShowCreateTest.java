package dev.cutover.sandbox.statement.show;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ShowCreateTest {

    private static final Pattern RECORDED = Pattern.compile("\"(CREATE (?:[^\"\\\\]|\\\\.)*;)\"");
    private static final String RECORDED_RUN = "1753876543210";

    static Stream<String> recorded() throws IOException {
        Set<String> texts = new TreeSet<>();
        for (String family : Set.of("objects", "cutover", "schemas", "sinks")) {
            try (InputStream file = ShowCreateTest.class.getResourceAsStream("/contract/" + family + ".json")) {
                Matcher text = RECORDED.matcher(new String(file.readAllBytes(), StandardCharsets.UTF_8));
                while (text.find()) {
                    texts.add(text.group(1)
                            .replace("\\n", "\n")
                            .replace("\\\"", "\"")
                            .replace("RUN", RECORDED_RUN));
                }
            }
        }
        return texts.stream();
    }

    @ParameterizedTest
    @MethodSource("recorded")
    void laysOutEveryRecordedStatementAsRecorded(String text) {
        String flat = text.substring(0, text.length() - 1)
                .replaceAll("\\s*\\n\\s*", " ")
                .replace("( ", "(")
                .replace(" )", ")");

        assertThat(ShowCreate.layout(flat)).isEqualTo(text);
    }

    @Test
    void breaksALongQueryIntoItsClauses() {
        String query = "SELECT o.customer_id, count(*) AS orders, sum(o.amount) AS amount FROM ct.shop.orders AS o"
                + " WHERE o.status = 'paid' AND o.amount > 0 GROUP BY o.customer_id";

        assertThat(ShowCreate.layout("CREATE VIEW ct.shop.totals AS " + query)).isEqualTo("""
                        CREATE VIEW ct.shop.totals
                            AS
                                SELECT o.customer_id, count(*) AS orders, sum(o.amount) AS amount
                                FROM ct.shop.orders AS o
                                WHERE o.status = 'paid' AND o.amount > 0
                                GROUP BY o.customer_id;""");
    }
}
