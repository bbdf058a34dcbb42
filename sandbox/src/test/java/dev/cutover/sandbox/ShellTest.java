package dev.cutover.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The queries that psql 15 sends for its backslash commands to a server that calls itself 9.5. */
class ShellTest {
    @RegisterExtension
    static final SharedPostgres POSTGRES = new SharedPostgres();

    private static final String VISIBLE = " AND pg_catalog.pg_table_is_visible(c.oid)";

    private Sandbox sandbox;
    private Client client;

    @BeforeEach
    void install() throws Exception {
        sandbox = Sandbox.start(SandboxOptions.instant(), POSTGRES.server());
        client = Client.simple(sandbox);
        client.run(
                "CREATE SCHEMA hidden",
                "CREATE TABLE t (a int NOT NULL, b text DEFAULT 'x')",
                "CREATE TABLE hidden.t2 (a int)",
                "CREATE SOURCE clicks FROM LOAD GENERATOR COUNTER",
                "CREATE VIEW v AS SELECT a FROM t",
                "CREATE MATERIALIZED VIEW m AS SELECT a FROM t",
                "CREATE INDEX t_idx ON t (a, upper(b))",
                "CREATE ROLE app");
    }

    @AfterEach
    void stop() throws Exception {
        client.close();
        sandbox.close();
    }

    private static String relations(String kinds) {
        return "SELECT n.nspname as \"Schema\", c.relname as \"Name\","
                + " CASE c.relkind WHEN 'r' THEN 'table' WHEN 'v' THEN 'view' WHEN 'm' THEN 'materialized view'"
                + " WHEN 'i' THEN 'index' END as \"Type\", pg_catalog.pg_get_userbyid(c.relowner) as \"Owner\","
                + " c2.relname as \"Table\" FROM pg_catalog.pg_class c"
                + " LEFT JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace"
                + " LEFT JOIN pg_catalog.pg_index i ON i.indexrelid = c.oid"
                + " LEFT JOIN pg_catalog.pg_class c2 ON i.indrelid = c2.oid WHERE c.relkind IN (" + kinds + ")"
                + " AND n.nspname <> 'pg_catalog' AND n.nspname !~ '^pg_toast' AND n.nspname <> 'information_schema'"
                + VISIBLE + " ORDER BY 1,2";
    }

    private String oid(String name) throws Exception {
        return client.rows("SELECT c.oid FROM pg_catalog.pg_class c LEFT JOIN pg_catalog.pg_namespace n"
                        + " ON n.oid = c.relnamespace WHERE c.relname OPERATOR(pg_catalog.~) '^(" + name + ")$'"
                        + VISIBLE)
                .get(0);
    }

    @Test
    void relationsOfEveryKindAreListed() throws Exception {
        assertThat(client.rows(relations("'r','m','i',''")))
                .containsExactly(
                        "public|clicks|table|materialize|null",
                        "public|m|materialized view|materialize|null",
                        "public|t|table|materialize|null",
                        "public|t_idx|index|materialize|t");
        assertThat(client.rows(relations("'v'")))
                .contains("public|v|view|materialize|null", "mz_catalog|mz_objects|view|mz_system|null");
    }

    @Test
    void aTableIsDescribedWithDefaultsAndIndexes() throws Exception {
        String columns = "SELECT a.attname, pg_catalog.format_type(a.atttypid, a.atttypmod),"
                + " (SELECT pg_catalog.pg_get_expr(d.adbin, d.adrelid, true) FROM pg_catalog.pg_attrdef d"
                + " WHERE d.adrelid = a.attrelid AND d.adnum = a.attnum AND a.atthasdef), a.attnotnull,"
                + " (SELECT c.collname FROM pg_catalog.pg_collation c, pg_catalog.pg_type t WHERE c.oid = a.attcollation"
                + " AND t.oid = a.atttypid AND a.attcollation <> t.typcollation) AS attcollation,"
                + " ''::pg_catalog.char AS attidentity FROM pg_catalog.pg_attribute a"
                + " WHERE a.attrelid = '%s' AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum";
        assertThat(client.rows(columns.formatted(oid("t"))))
                .containsExactly("a|integer|NULL|t|null|", "b|text|'x'|f|null|");
        assertThat(client.rows(columns.formatted(oid("clicks")))).containsExactly("offset|uint8|null|f|null|");

        String indexes = "SELECT c2.relname, i.indisprimary, i.indisunique, i.indisclustered, i.indisvalid,"
                + " pg_catalog.pg_get_indexdef(i.indexrelid, 0, true), pg_catalog.pg_get_constraintdef(con.oid, true)"
                + " FROM pg_catalog.pg_class c, pg_catalog.pg_class c2, pg_catalog.pg_index i"
                + " LEFT JOIN pg_catalog.pg_constraint con ON (conrelid = i.indrelid AND conindid = i.indexrelid"
                + " AND contype IN ('p','u','x')) WHERE c.oid = '" + oid("t") + "' AND c.oid = i.indrelid"
                + " AND i.indexrelid = c2.oid ORDER BY i.indisprimary DESC, c2.relname";
        assertThat(client.rows(indexes))
                .containsExactly(
                        "t_idx|f|f|f|t|CREATE INDEX t_idx ON t USING arrangement (a,pg_catalog.upper(b))|null");
    }

    @Test
    void databasesAndRolesAreListed() throws Exception {
        assertThat(client.rows("SELECT d.datname, pg_catalog.pg_get_userbyid(d.datdba),"
                        + " pg_catalog.pg_encoding_to_char(d.encoding), d.datcollate, d.datctype,"
                        + " pg_catalog.array_to_string(d.datacl, E'\\n') FROM pg_catalog.pg_database d ORDER BY 1"))
                .containsExactly("materialize|mz_system|UTF8|C|C|null");
        assertThat(client.rows("SELECT r.rolname, r.rolsuper, r.rolinherit, r.rolcreaterole, r.rolcreatedb,"
                        + " r.rolcanlogin, r.rolconnlimit, r.rolvaliduntil, ARRAY(SELECT b.rolname"
                        + " FROM pg_catalog.pg_auth_members m JOIN pg_catalog.pg_roles b ON (m.roleid = b.oid)"
                        + " WHERE m.member = r.oid) as memberof, r.rolreplication, r.rolbypassrls"
                        + " FROM pg_catalog.pg_roles r WHERE r.rolname !~ '^(pg|mz)_' ORDER BY 1"))
                .containsExactly("app|null|t|f|f|f|-1|null|{}|f|f", "materialize|null|t|t|t|t|-1|null|{}|f|f");
    }

    @Test
    void aViewShowsItsDefinition() throws Exception {
        assertThat(client.rows("SELECT pg_catalog.pg_get_viewdef('" + oid("v") + "'::pg_catalog.oid, true)"))
                .singleElement()
                .asString()
                .startsWith("SELECT")
                .endsWith(";");
    }

    @Test
    void whatTheServerDoesNotHaveIsRefusedAsItRefusesIt() {
        assertThat(client.refusal("SELECT pg_catalog.pg_get_function_result(p.oid) FROM pg_catalog.pg_proc p"))
                .isEqualTo("XX000 function \"pg_catalog.pg_get_function_result\" does not exist");
        assertThat(client.refusal("SELECT * FROM pg_catalog.pg_default_acl"))
                .isEqualTo("XX000 unknown catalog item 'pg_catalog.pg_default_acl'");
        assertThat(client.refusal("SELECT c.relacl FROM pg_catalog.pg_class c"))
                .isEqualTo("XX000 column \"c.relacl\" does not exist");
    }
}
