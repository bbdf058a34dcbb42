package dev.cutover.activities.materialize.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class DefinitionTextTest {
    private static final DefinitionText BLUE = new DefinitionText(Map.of());
    private static final DefinitionText GREEN = new DefinitionText(Map.of("shop__green_x", "shop"));

    @Test
    void theSameDefinitionReadsTheSameOnBothSides() {
        String blue =
                "CREATE MATERIALIZED VIEW \"db\".\"shop\".\"v\" IN CLUSTER [u3] AS SELECT \"a\", 'shop__green_x' FROM [u5 AS"
                        + " \"db\".\"shop\".\"t\"]";
        String green =
                "CREATE MATERIALIZED VIEW \"db\".\"shop__green_x\".\"v\" IN CLUSTER [u9] AS SELECT \"a\", 'shop__green_x' FROM"
                        + " [u12 AS \"db\".\"shop__green_x\".\"t\"];";
        assertThat(GREEN.of(green)).isEqualTo(BLUE.of(blue)).contains("\"db\" . \"shop\" . \"t\"");
    }

    @Test
    void anotherConstantIsAnotherDefinition() {
        assertThat(BLUE.of("CREATE VIEW v AS SELECT 'a'")).isNotEqualTo(BLUE.of("CREATE VIEW v AS SELECT 'b'"));
    }

    @Test
    void aListIsNotTakenForAReference() {
        assertThat(BLUE.of("SELECT LIST[a, 1] IN CLUSTER [u3] x")).isEqualTo("SELECT LIST [ a , 1 x");
    }

    @Test
    void whatIsNoSqlIsComparedAsItIs() {
        assertThat(BLUE.of("it's broken")).isEqualTo("it's broken");
    }
}
