package dev.cutover.starter.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.starter.client.End;
import dev.cutover.workflows.catalog.ObjectName;
import dev.cutover.workflows.cleanup.DropReport.Remaining;
import dev.cutover.workflows.outcome.Ending;
import dev.cutover.workflows.outcome.Outcome;
import dev.cutover.workflows.sinks.SinkBehind;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutcomeViewTest {
    private static final String DROP = "DROP VIEW \"db\".\"s\".\"a\nkept         all is well\";";

    @Test
    void aSinkThatDoesNotFollowIsListedWithTheStatementThatMovesIt() {
        SinkBehind sink = new SinkBehind(
                "u7",
                new ObjectName("db", "out", "totals"),
                new ObjectName("db", "shop__retired_aaaa2222", "totals"),
                "The broker did not answer.",
                "ALTER SINK \"db\".\"out\".\"totals\" SET FROM \"db\".\"shop\".\"totals\"");

        List<String> lines = OutcomeView.lines(ended(List.of(sink), List.of()));

        assertThat(lines)
                .containsSubsequence(
                        "behind       sink db.out.totals still reads db.shop__retired_aaaa2222.totals. The broker did not answer.",
                        "               ALTER SINK \"db\".\"out\".\"totals\" SET FROM \"db\".\"shop\".\"totals\";");
    }

    @Test
    void aNameThatHoldsALineBreakCannotSayAnythingOfItsOwn() {
        Remaining remaining =
                new Remaining("u8", "db.s.a\nkept         all is well", "view", "v\u202eiew needs it", List.of(DROP));

        List<String> lines = OutcomeView.lines(ended(List.of(), List.of(remaining)));

        assertThat(lines)
                .containsSubsequence(
                        "kept         view db.s.a\\u000akept         all is well: v\\u202eiew needs it",
                        "               " + DROP);
    }

    private static End ended(List<SinkBehind> behind, List<Remaining> kept) {
        return new End(
                new Outcome(
                        Ending.PROMOTED,
                        "aaaa2222",
                        "prod",
                        "h",
                        null,
                        "Production is the new version.",
                        kept,
                        behind,
                        List.of(),
                        List.of()),
                null,
                "PROMOTED");
    }
}
