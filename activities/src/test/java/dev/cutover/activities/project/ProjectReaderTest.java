package dev.cutover.activities.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.cutover.workflows.catalog.ObjectKind;
import dev.cutover.workflows.catalog.ObjectName;
import dev.cutover.workflows.catalog.SchemaName;
import dev.cutover.workflows.request.ProjectRef;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProjectReaderTest {
    @TempDir
    Path folder;

    private ProjectFixture fixture;

    @BeforeEach
    void startEmpty() throws Exception {
        fixture = new ProjectFixture(folder);
    }

    @Test
    void objectsComeAfterWhatTheyRead() throws Exception {
        fixture.withModel("a_last", "CREATE VIEW a_last AS SELECT * FROM shop.middle, mart.other, raw.t, mz_tables");
        fixture.withModel(
                "middle", "CREATE MATERIALIZED VIEW db.shop.middle IN CLUSTER work AS SELECT * FROM z_first, db.raw.u");
        fixture.withModel("z_first", "CREATE VIEW z_first AS SELECT 1");
        fixture.with("models/db/mart/other.sql", "CREATE VIEW other AS SELECT * FROM shop.z_first");

        SqlProject project = fixture.read();

        assertThat(project.schemas()).containsExactly(new SchemaName("db", "mart"), new SchemaName("db", "shop"));
        assertThat(project.objects())
                .extracting(object -> object.name().toString())
                .containsExactly("db.shop.z_first", "db.mart.other", "db.shop.middle", "db.shop.a_last");
        SqlObject last = project.objects().get(3);
        assertThat(last.kind()).isEqualTo(ObjectKind.VIEW);
        assertThat(last.dependsOn())
                .containsExactly(new ObjectName("db", "mart", "other"), new ObjectName("db", "shop", "middle"));
        assertThat(last.outside())
                .extracting(outside -> outside.name().toString(), OutsideReference::line, OutsideReference::column)
                .containsExactly(tuple("db.raw.t", 1, 62));
        assertThat(project.clusterNames()).containsExactly("work");
    }

    @Test
    void companionsBelongToTheirObject() throws Exception {
        fixture.withModel("v", """
                CREATE VIEW shop.v AS SELECT 1 AS a, 2 AS b;
                CREATE DEFAULT INDEX IN CLUSTER serve ON shop.v;
                CREATE INDEX IN CLUSTER serve ON v (a, v.b, lower(c));
                CREATE INDEX IN CLUSTER serve ON v (a, b, abs(c));
                CREATE INDEX own IN CLUSTER other ON db.shop.v (a);
                COMMENT ON VIEW v IS 'x';
                COMMENT ON COLUMN shop.v.a IS 'y';
                COMMENT ON INDEX shop.own IS 'z';
                GRANT SELECT ON shop.v TO reader;
                EXECUTE UNIT TEST t FOR db.shop.v EXPECTED (a int) AS (SELECT 1);
                """);

        SqlObject object = fixture.read().objects().get(0);

        assertThat(object.indexes())
                .extracting(SqlIndex::name, SqlIndex::cluster, SqlIndex::line)
                .containsExactly(
                        tuple("v_primary_idx", "serve", 2),
                        tuple("v_a_b_expr_idx", "serve", 3),
                        tuple("v_a_b_expr_idx1", "serve", 4),
                        tuple("own", "other", 5));
        assertThat(object.companions()).hasSize(4);
    }

    @Test
    void aClusterOfTheProjectIsMadeUnderAnotherName() throws Exception {
        fixture.withModel("v", "CREATE MATERIALIZED VIEW v IN CLUSTER \"My c\" AS SELECT 1");
        fixture.with(
                "clusters/My c.sql", "CREATE CLUSTER \"My c\" (SIZE = '25cc'); GRANT USAGE ON CLUSTER \"My c\" TO r;");

        SqlProject project = fixture.read();

        assertThat(project.cluster("My c").orElseThrow().createAs("My c__green_x"))
                .isEqualTo("CREATE CLUSTER \"My c__green_x\" (SIZE = '25cc')");
        assertThat(project.warnings()).singleElement().asString().contains("clusters/My c.sql", "not applied");
    }

    @Test
    void namesThatOnlyNeedQuotingWork() throws Exception {
        fixture.with("models/My db/Ünï \"q\"/Order Items.sql", "CREATE VIEW \"Order Items\" AS SELECT 1");
        fixture.with(
                "models/My db/Ünï \"q\"/b.sql",
                "CREATE VIEW \"My db\".\"Ünï \"\"q\"\"\".b AS SELECT * FROM \"Ünï \"\"q\"\"\".\"Order Items\"");

        assertThat(fixture.read().objects())
                .extracting(object -> object.name().toString())
                .containsExactly("My db.Ünï \"q\".Order Items", "My db.Ünï \"q\".b");
    }

    @Test
    void lineEndingsAndAByteOrderMarkDoNotMatter() throws Exception {
        fixture.withModel("v", "\uFEFF-- a comment\r\nCREATE VIEW v AS\r\nSELECT * FROM w\r\n;\r\n");
        fixture.withModel("w", "CREATE VIEW w AS SELECT 1");
        assertThat(fixture.read().objects()).extracting(SqlObject::line).containsExactly(1, 2);
    }

    @Test
    void whatIsNotAModelIsNotRead() throws Exception {
        fixture.withModel("v", "CREATE VIEW v AS SELECT 1");
        fixture.with("README.md", "hello")
                .with("models/db/shop/notes.txt", "x")
                .with("models/.git/x/y.sql", "nonsense(");
        assertThat(fixture.read().objects()).hasSize(1);
    }

    @Test
    void modifiersOfSchemasAndDatabasesAreNotAppliedAndSaidSo() throws Exception {
        fixture.withModel("v", "CREATE VIEW v AS SELECT 1");
        fixture.with("models/db/shop.sql", "GRANT USAGE ON SCHEMA db.shop TO r").with("models/db.sql", "x");
        assertThat(fixture.read().warnings())
                .hasSize(2)
                .anySatisfy(warning -> assertThat(warning).startsWith("models/db/shop.sql is about a whole schema"));
    }

    @Test
    void checksMayReadTheProjectAndTheOutside() throws Exception {
        fixture.withModel("v", "CREATE VIEW v AS SELECT 1");
        fixture.with("checks/deep/one.sql", "SELECT * FROM shop.v JOIN raw.t ON true;");
        SqlCheck check = fixture.read().checks().get(0);
        assertThat(check.name()).isEqualTo("deep/one");
        assertThat(check.outside())
                .singleElement()
                .extracting(OutsideReference::name)
                .isEqualTo(new ObjectName("db", "raw", "t"));
    }

    @Test
    void theDigestIsThatOfTheContent() throws Exception {
        fixture.withModel("v", "CREATE VIEW v AS SELECT 1");
        String before = fixture.read().pin().digest();
        fixture.with("README.md", "not part of it");
        assertThat(fixture.read().pin().digest()).isEqualTo(before);
        fixture.withModel("v", "CREATE VIEW v AS SELECT 2");
        assertThat(fixture.read().pin().digest()).isNotEqualTo(before);
    }

    @Test
    void theShopOfTheExamplesIsAProject() throws Exception {
        ProjectSource examples =
                new ProjectSource(Path.of("../examples"), new GitRepositories(folder.resolve("git"), Set.of()));

        SqlProject shop = examples.open(new ProjectRef("shop", null, null)).sql();

        assertThat(shop.schemas()).hasSize(3);
        assertThat(shop.clusterNames()).containsExactly("shop_serve", "shop_transform");
        assertThat(shop.checks()).isNotEmpty();
        assertThat(shop.warnings()).isEmpty();
        assertThat(ProjectShape.of(shop).outside())
                .isNotEmpty()
                .allSatisfy(outside -> assertThat(outside.name().schema()).isEqualTo("shop_raw"));
    }
}
