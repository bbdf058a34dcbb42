package dev.cutover.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cutover.migration.Finding.ByHand;
import dev.cutover.migration.Finding.Rewritten;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which files of a project are looked at, and how they are written. */
class ProjectMigrationTest {
    private static final String OLD = "CREATE SOURCE {{ this }} IN CLUSTER ingest\nFROM LOAD GENERATOR COUNTER\n";
    private static final String NEW = "{{ config(cluster='ingest') }}\nFROM LOAD GENERATOR COUNTER\n";
    private static final String CONFIGURED = "{{ config(materialized='source') }}\n" + OLD;

    @TempDir
    private Path project;

    @BeforeEach
    void createProject() throws IOException {
        file("dbt_project.yml", """
            name: shop
            models:
              shop:
                ingest:
                  +materialized: source
                  kafka:
                    +cluster: brokers
            """);
    }

    @Test
    void onlyModelsBelowTheModelPathsAreLookedAt() throws IOException {
        file("dbt_project.yml", "name: shop\nmodel-paths: [one, two/three]\n");
        file("one/a.sql", CONFIGURED);
        file("two/three/b.sql", CONFIGURED);
        file("two/c.sql", CONFIGURED);
        file("models/d.sql", CONFIGURED);
        file("macros/e.sql", CONFIGURED);
        file("dbt_packages/other/models/f.sql", CONFIGURED);
        file("one/notes.txt", CONFIGURED);

        assertThat(ProjectMigration.of(project))
                .extracting(ModelFile::relative)
                .containsExactly("one/a.sql", "two/three/b.sql");
    }

    @Test
    void whatDbtIgnoresIsNotTouched() throws IOException {
        file(".dbtignore", "# ours\nscratch/\n*_old.sql\n!keep_old.sql\nmodels/ingest/ignored.yml\n");
        file("models/scratch/a.sql", CONFIGURED);
        file("models/ingest/b_old.sql", CONFIGURED);
        file("models/ingest/keep_old.sql", CONFIGURED);
        file("models/elsewhere/c.sql", "CREATE SOURCE {{ this }} FROM LOAD GENERATOR COUNTER\n");
        file("models/ingest/ignored.yml", "models: [{name: c, config: {materialized: source}}]");

        List<ModelFile> models = ProjectMigration.of(project);
        models.forEach(ModelFile::write);

        assertThat(models)
                .extracting(ModelFile::relative)
                .containsExactly("models/elsewhere/c.sql", "models/ingest/keep_old.sql");
        assertThat(byHand(models.get(0)).what()).startsWith("No materialization");
        assertThat(project.resolve("models/scratch/a.sql")).hasContent(CONFIGURED);
    }

    @Test
    void theOlderNameOfTheModelPathsIsKnown() throws IOException {
        file("dbt_project.yml", "name: shop\nsource-paths: [sql]\n");
        file("sql/a.sql", CONFIGURED);

        assertThat(ProjectMigration.of(project)).extracting(ModelFile::relative).containsExactly("sql/a.sql");
    }

    @Test
    void theMaterializationMayStandInTheProjectFileOrBesideTheModels() throws IOException {
        file("models/ingest/by_folder.sql", OLD);
        file("models/elsewhere/by_name.sql", OLD);
        file("models/elsewhere/properties.yml", "models: [{name: by_name, config: {materialized: source}}]");
        file("models/elsewhere/by_nothing.sql", OLD);

        List<ModelFile> models = ProjectMigration.of(project);

        assertThat(models)
                .extracting(ModelFile::relative)
                .containsExactly(
                        "models/elsewhere/by_name.sql",
                        "models/elsewhere/by_nothing.sql",
                        "models/ingest/by_folder.sql");
        assertThat(rewritten(models.get(0)).text()).isEqualTo(NEW);
        assertThat(models.get(1).finding()).isInstanceOf(ByHand.class);
        assertThat(rewritten(models.get(2)).text()).isEqualTo(NEW);
    }

    @Test
    void aClusterThatTheProjectConfiguresIsNamedWithItsPlace() throws IOException {
        file("models/ingest/kafka/clicks.sql", "CREATE SOURCE {{ this }} FROM LOAD GENERATOR COUNTER\n");
        file("models/ingest/kafka/orders.sql", OLD);
        file("models/ingest/visits.sql", "CREATE SOURCE {{ this }} FROM LOAD GENERATOR COUNTER\n");
        file("models/ingest/schema.yml", "models: [{name: visits, config: {cluster: web}}]");

        List<ModelFile> models = ProjectMigration.of(project);

        assertThat(models)
                .extracting(model -> rewritten(model).notes().get(0))
                .containsExactly(
                        "It runs on the cluster brokers from now on, which dbt_project.yml (models.shop.ingest.kafka)"
                                + " configures for it: before, dbt-materialize took no notice of that in a source.",
                        "Its own config() names the cluster now, which counts more than brokers, which dbt_project.yml"
                                + " (models.shop.ingest.kafka) configures for it.",
                        "It runs on the cluster web from now on, which models/ingest/schema.yml configures for it:"
                                + " before, dbt-materialize took no notice of that in a source.");
    }

    @Test
    void writingChangesTheFileAloneAndKeepsItsPermissions() throws IOException {
        Path model = file("models/ingest/clicks.sql", OLD);
        Path other = file("models/ingest/new.sql", "FROM LOAD GENERATOR COUNTER");
        Files.setPosixFilePermissions(model, PosixFilePermissions.fromString("rw-r-----"));

        ProjectMigration.of(project).forEach(ModelFile::write);

        assertThat(model).hasContent(NEW);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(model)))
                .isEqualTo("rw-r-----");
        assertThat(ProjectMigration.of(project)).isEmpty();
        try (Stream<Path> files = Files.list(model.getParent())) {
            assertThat(files).containsExactlyInAnyOrder(model, other);
        }
    }

    @Test
    void aFileThatSomebodyChangesMeanwhileIsLeftAlone() throws IOException {
        Path model = file("models/ingest/clicks.sql", OLD);
        List<ModelFile> models = ProjectMigration.of(project);
        Files.writeString(model, "FROM LOAD GENERATOR AUCTION");

        assertThatThrownBy(models.get(0)::write)
                .isInstanceOf(MigrationException.class)
                .hasMessageContaining("models/ingest/clicks.sql was changed meanwhile");
        assertThat(model).hasContent("FROM LOAD GENERATOR AUCTION");
    }

    @Test
    void aSymbolicLinkIsNotWrittenThroughButNamed() throws IOException {
        Path target = file("shared/clicks.sql", CONFIGURED);
        Files.createDirectories(project.resolve("models"));
        Files.createSymbolicLink(project.resolve("models/clicks.sql"), target);
        Files.createSymbolicLink(project.resolve("models/folder"), target.getParent());
        Files.createSymbolicLink(project.resolve("models/gone.sql"), project.resolve("nowhere.sql"));

        List<ModelFile> models = ProjectMigration.of(project);
        models.forEach(ModelFile::write);

        assertThat(models)
                .extracting(ModelFile::relative)
                .containsExactly("models/clicks.sql", "models/folder/clicks.sql", "models/gone.sql");
        assertThat(byHand(models.get(0)).what())
                .contains("reached by a symbolic link", target.toRealPath().toString());
        assertThat(byHand(models.get(1)).what()).contains("reached by a symbolic link");
        assertThat(byHand(models.get(2)).what()).startsWith("It cannot be read");
        assertThat(target).hasContent(CONFIGURED);
    }

    @Test
    void whatCannotBeReadIsSaidInWords() throws IOException {
        Files.createDirectories(project.resolve("models/folder.sql"));
        Files.write(project.resolve("models/latin.sql"), "-- caf\u00e9".getBytes(StandardCharsets.ISO_8859_1));

        List<ModelFile> models = ProjectMigration.of(project);

        assertThat(models).extracting(ModelFile::relative).containsExactly("models/latin.sql");
        assertThat(byHand(models.get(0)).what()).startsWith("It is not UTF-8");
    }

    @Test
    void aFolderThatIsNoDbtProjectOrLeadsOutOfItselfIsRefused() throws IOException {
        assertThatThrownBy(() -> ProjectMigration.of(project.resolve("nowhere")))
                .hasMessageContaining("it has no dbt_project.yml");
        file("dbt_project.yml", "name: shop\nmodel-paths: ['../other']");
        assertThatThrownBy(() -> ProjectMigration.of(project))
                .hasMessageContaining("The model path ../other leads out");
        file("dbt_project.yml", "name: [shop");
        assertThatThrownBy(() -> ProjectMigration.of(project)).hasMessageContaining("cannot be read as YAML");
    }

    private Path file(String name, String text) throws IOException {
        Path file = project.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    private static Rewritten rewritten(ModelFile model) {
        assertThat(model.finding()).isInstanceOf(Rewritten.class);
        return (Rewritten) model.finding();
    }

    private static ByHand byHand(ModelFile model) {
        assertThat(model.finding()).isInstanceOf(ByHand.class);
        return (ByHand) model.finding();
    }
}
