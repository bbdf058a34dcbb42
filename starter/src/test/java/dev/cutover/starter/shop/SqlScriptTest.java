package dev.cutover.starter.shop;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SqlScriptTest {
    @Test
    void splitsAtSemicolonsThatAreOutsideOfTextsNamesAndComments() {
        assertThat(SqlScript.statements("""
                -- one; comment
                CREATE ROLE a;
                INSERT INTO t VALUES ('it''s; here', "odd;name", $$x;y$$, $tag$;$$;$tag$); /* more;
                */ SELECT 1
                """))
                .containsExactly(
                        "CREATE ROLE a",
                        "INSERT INTO t VALUES ('it''s; here', \"odd;name\", $$x;y$$, $tag$;$$;$tag$)",
                        "SELECT 1");
    }

    @Test
    void leavesOutWhatHoldsNoStatement() {
        assertThat(SqlScript.statements(";; -- nothing\n ; ")).isEmpty();
    }
}
