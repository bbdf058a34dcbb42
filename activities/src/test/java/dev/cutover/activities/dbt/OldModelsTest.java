package dev.cutover.activities.dbt;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cutover.activities.project.ProjectProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which models of a manifest are in the old syntax, and what is said of them. */
class OldModelsTest {
    private static final String OLD =
            "{{ config(materialized='source') }}\nCREATE SOURCE {{ this }} FROM LOAD GENERATOR COUNTER\n";

    @TempDir
    private Path project;

    private final ObjectNode manifest = new ObjectMapper().createObjectNode();

    @Test
    void whatJinjaDecidesIsAWarningAndNoReasonToRefuse() throws IOException {
        model("shop", "maybe", "source", "{% if target.name == 'old' %}" + OLD + "{% endif %}");

        OldModels found = OldModels.of(project, "shop", manifest, "shop-dbt");

        assertThat(found.problems()).isEmpty();
        assertThat(found.warnings())
                .singleElement()
                .asString()
                .startsWith("models/maybe.sql:2 may be in the syntax before dbt-materialize 1.7.6. Jinja decides");
    }

    @Test
    void aPackageIsToBeReplacedByANewerOneInsteadOfRewritten() throws IOException {
        model("others", "clicks", "source", OLD);

        assertThat(OldModels.of(project, "shop", manifest, "shop-dbt").problems())
                .extracting(ProjectProblem::file, ProjectProblem::message)
                .singleElement()
                .asString()
                .contains("dbt_packages/others/models/clicks.sql", "take a newer version of that")
                .doesNotContain("cutover migrate");
    }

    @Test
    void onlyTheFirstModelsAreShownAsTheyHaveToBe() throws IOException {
        for (int i = 1; i <= 8; i++) {
            model("shop", "source_" + i, "source", OLD);
        }

        assertThat(OldModels.of(project, "shop", manifest, null).problems())
                .hasSize(8)
                .allMatch(problem ->
                        problem.message().contains("In your checkout, type: cutover migrate . (shows the change)"))
                .filteredOn(problem -> problem.message().contains("The model becomes:"))
                .hasSize(5);
    }

    @Test
    void theCommandCanBePastedWhateverThePathIs() throws IOException {
        model("shop", "clicks", "source", OLD);

        assertThat(OldModels.of(project, "shop", manifest, "teams/web shop").problems())
                .singleElement()
                .extracting(ProjectProblem::message)
                .asString()
                .contains(
                        "cutover migrate 'teams/web shop' (shows the change), then: cutover migrate 'teams/web shop' --write");
    }

    @Test
    void onlySourcesAndSinksAreLookedAt() throws IOException {
        model("shop", "own", "statement", OLD.replace("'source'", "'statement'"));
        model("shop", "new", "source", "FROM LOAD GENERATOR COUNTER");

        OldModels found = OldModels.of(project, "shop", manifest, "shop-dbt");

        assertThat(found.problems()).isEmpty();
        assertThat(found.warnings()).isEmpty();
    }

    private void model(String packageName, String name, String materialized, String text) throws IOException {
        String file = "models/" + name + ".sql";
        Path path = project.resolve(packageName.equals("shop") ? file : "dbt_packages/" + packageName + "/" + file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
        ObjectNode node = manifest.withObject("/nodes").putObject("model." + packageName + "." + name);
        node.put("resource_type", "model");
        node.put("package_name", packageName);
        node.put("original_file_path", file);
        node.put("raw_code", text);
        node.putObject("config").put("materialized", materialized);
    }
}
