package dev.cutover.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class OwnTypesTest {
    @RegisterExtension
    static final SharedPostgres POSTGRES = new SharedPostgres();

    private Sandbox sandbox;
    private Client client;

    @BeforeEach
    void install() throws Exception {
        sandbox = Sandbox.start(SandboxOptions.instant(), POSTGRES.server());
        client = Client.of(sandbox);
    }

    @AfterEach
    void stop() throws Exception {
        client.close();
        sandbox.close();
    }

    @Test
    void listsAndMapsAreReadAndPrinted() throws Exception {
        assertThat(client.rows(
                        "SELECT LIST['plain', 'two words', NULL, ''], LIST[LIST[true], LIST[]], LIST[[10], [20, 30]]"))
                .containsExactly("{plain,\"two words\",NULL,\"\"}|{{t},{}}|{{10},{20,30}}");
        assertThat(client.rows("SELECT '{k => 7, \"a b\" => 8}'::map[text => int], CAST('{1, 2}' AS int list),"
                        + " (ARRAY[4, 5])[2], LIST[(ARRAY[4, 5])[1]], NULL::map[text => int list] IS NULL"))
                .containsExactly("{k=>7,\"a b\"=>8}|{1,2}|5|{4}|t");
        assertThat(client.refusal("SELECT 'k'::map[text => int]"))
                .isEqualTo("XX000 invalid input syntax for type map: expected '{', found k: \"k\"");
    }

    @Test
    void aViewMayHaveColumnsOfPseudoTypes() throws Exception {
        client.run(
                "CREATE VIEW pseudo AS SELECT ROW(7, 'x') AS r, LIST[1.5] AS l, '{a=>1}'::map[text=>int] AS m, 3 AS n");

        assertThat(client.rows("SELECT * FROM pseudo")).containsExactly("(7,x)|{1.5}|{a=>1}|3");
        assertThat(client.rows("SELECT c.name, c.type, c.type_oid FROM mz_columns c JOIN mz_views v ON v.id = c.id"
                        + " WHERE v.name = 'pseudo' ORDER BY c.position"))
                .containsExactly("r|record|2249", "l|list|16384", "m|map|16385", "n|integer|23");
        assertThat(client.rows("SHOW CREATE VIEW pseudo").toString()).contains("LIST[1.5]");
    }

    @Test
    void aTimestampOfMaterializeIsWrittenAsANumberOrAsATime() throws Exception {
        assertThat(client.rows("SELECT MZ_TIMESTAMP '1970-01-01 00:00:02', '1970-01-02'::mz_timestamp,"
                        + " CAST('5' AS mz_timestamp), ('1970-01-01 00:00:0' || '3')::mz_timestamp,"
                        + " '4000'::mz_timestamp::timestamp"))
                .containsExactly("2000|86400000|5|3000|1970-01-01 00:00:04");
        assertThat(client.refusal("SELECT 'soon'::mz_timestamp"))
                .isEqualTo("XX000 invalid input syntax for type mz_timestamp: could not parse mz_timestamp: \"soon\"");
    }

    @Test
    void aTemporaryViewIsInTheCatalogUnderTheSchemaOfTemporaryObjects() throws Exception {
        client.run("CREATE TEMPORARY VIEW glance AS SELECT '9'::mz_timestamp AS at");

        assertThat(client.rows("SELECT r.schema_id, c.type_oid FROM mz_relations r JOIN mz_columns c ON c.id = r.id"
                        + " WHERE r.name = 'glance'"))
                .containsExactly("0|16552");
        assertThat(client.rows("SELECT * FROM glance")).containsExactly("9");
    }

    @Test
    void currentSettingKnowsWhatShowKnows() throws Exception {
        client.run("SET application_name = 'a  report'", "SET welcome_message = off", "SET statement_timeout = '5s'");

        for (String parameter :
                List.of("application_name", "welcome_message", "statement_timeout", "cluster", "search_path")) {
            assertThat(client.rows("SELECT current_setting('" + parameter + "')"))
                    .isEqualTo(client.rows("SHOW " + parameter));
        }
        assertThat(client.rows("SELECT current_setting('nothing', true) IS NULL"))
                .containsExactly("t");
        assertThat(client.refusal("SELECT current_setting('nothing')"))
                .isEqualTo("XX000 Evaluation error: unrecognized configuration parameter \"nothing\"");
    }
}
