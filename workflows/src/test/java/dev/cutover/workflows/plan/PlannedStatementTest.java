package dev.cutover.workflows.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cutover.workflows.plan.PlannedStatement.Stage;
import dev.cutover.workflows.text.PackedLines;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlannedStatementTest {
    @Test
    void whatIsPackedIsTheSameAgain() {
        List<PlannedStatement> statements = List.of(
                PlannedStatement.sent(Stage.CLONE, "CREATE SCHEMA \"ö\\n\""),
                PlannedStatement.sent(Stage.DEPLOY, "CREATE VIEW v AS\n  SELECT 1\n")
                        .but("if it is there"),
                new PlannedStatement(Stage.SWAP, "COMMENT ON SCHEMA s IS 'a", true, "the rest comes later"));

        assertThat(PlannedStatement.unpack(PlannedStatement.pack(statements))).isEqualTo(statements);
        assertThat(PlannedStatement.unpack(PlannedStatement.pack(List.of()))).isEmpty();
    }

    @Test
    void anOpenStatementIsKnownByItsBeginningAndAnyOtherByAllOfIt() {
        PlannedStatement open = new PlannedStatement(Stage.SWAP, "COMMENT ON SCHEMA s IS 'a", true, "");
        PlannedStatement closed = PlannedStatement.sent(Stage.SWAP, "DROP SCHEMA s");

        assertThat(open.matches("COMMENT ON SCHEMA s IS 'a and b'")).isTrue();
        assertThat(open.matches("COMMENT ON SCHEMA t IS 'a and b'")).isFalse();
        assertThat(closed.matches("DROP SCHEMA s")).isTrue();
        assertThat(closed.matches("DROP SCHEMA s CASCADE")).isFalse();
    }

    @Test
    void theStatementsOfAThousandObjectsTakeATenthOfTheirSize() {
        List<PlannedStatement> statements = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            String name = "\"materialize\".\"shop__green_abcd2345\".\"a_model_with_quite_a_long_name_" + i + "\"";
            statements.add(PlannedStatement.sent(
                    Stage.DEPLOY,
                    "CREATE MATERIALIZED VIEW " + name + " IN CLUSTER \"serve__green_abcd2345\" AS\n"
                            + "SELECT o.customer_id, count(*) AS orders_" + i + ", sum(i.amount) AS revenue\n"
                            + "FROM \"materialize\".\"shop__green_abcd2345\".\"orders_" + i % 97 + "\" o\n"
                            + "JOIN \"materialize\".\"shop__green_abcd2345\".\"items_" + i % 89
                            + "\" i ON i.order_id = o.id\nWHERE o.state <> 'cancelled' AND o.region = "
                            + i * 7919 % 1009 + "\nGROUP BY o.customer_id"));
            statements.add(PlannedStatement.sent(Stage.DEPLOY, "GRANT SELECT ON TABLE " + name + " TO \"reader\""));
            statements.add(PlannedStatement.sent(Stage.CLEANUP, "DROP MATERIALIZED VIEW " + name));
        }

        PackedLines packed = PlannedStatement.pack(statements);

        assertThat(packed.bytes()).isGreaterThan(500_000);
        assertThat(packed.deflated().length()).isLessThan(packed.bytes() / 10);
        assertThat(PlannedStatement.unpack(packed)).isEqualTo(statements);
    }

    @Test
    void whatWasNotPackedIsRefusedInWords() {
        PackedLines cutOff = new PackedLines(
                3, 1_000_000, PackedLines.of(List.of("a", "b", "c")).deflated());

        assertThatThrownBy(cutOff::lines)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("too early");
        assertThatThrownBy(new PackedLines(1, 5, "AAAA")::lines).isInstanceOf(IllegalArgumentException.class);
    }
}
