package dev.cutover.activities.planning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.cutover.activities.materialize.catalog.ObjectEntry;
import dev.cutover.activities.materialize.privileges.Acl;
import dev.cutover.activities.materialize.privileges.Holding;
import dev.cutover.activities.project.ProjectShape;
import dev.cutover.activities.project.SqlProject;
import dev.cutover.activities.project.expectation.Expectations;
import dev.cutover.workflows.catalog.CatalogObject;
import dev.cutover.workflows.catalog.ObjectKind;
import dev.cutover.workflows.catalog.ObjectName;
import dev.cutover.workflows.catalog.SchemaName;
import dev.cutover.workflows.plan.ProjectPin;
import io.temporal.failure.ApplicationFailure;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The kinds of object that need an outside system to exist on a real server. */
class OutsidersTest {
    private static final SqlProject PROJECT = new SqlProject(
            new ProjectPin("shop", null, null, "digest"),
            List.of(new SchemaName("db", "shop")),
            List.of(),
            List.of(),
            List.of(),
            Expectations.none(),
            List.of());

    @Test
    void aSinkInADeployedSchemaIsRefusedAndMayOnlyGoByName() {
        Production.Blue blue = blue(ObjectKind.SINK, Set.of());

        assertThat(refusal(blue)).contains("Sink db.shop.thing", "write everything twice", "\"shop.thing\"");
        assertThatCode(() -> check(blue, "shop.thing")).doesNotThrowAnyException();
    }

    @Test
    void aSecretOrConnectionBelongsElsewhere() {
        assertThat(refusal(blue(ObjectKind.SECRET, Set.of())))
                .contains("Secret db.shop.thing of owner", "Keep it in a schema that is not deployed");
        assertThat(refusal(blue(ObjectKind.CONNECTION, Set.of()))).contains("Connection db.shop.thing");
    }

    @Test
    void whatASourceBringsAlongIsNobodysLoss() {
        assertThatCode(() -> check(blue(ObjectKind.SOURCE, Set.of("u1")))).doesNotThrowAnyException();
    }

    private static String refusal(Production.Blue blue) {
        return catchThrowableOfType(ApplicationFailure.class, () -> check(blue)).getOriginalMessage();
    }

    private static void check(Production.Blue blue, String... removes) {
        Refusals refusals = new Refusals();
        new Outsiders(ProjectShape.of(PROJECT), Removes.parse(List.of(removes), "db"), refusals).check(blue);
        refusals.throwIfAny();
    }

    private static Production.Blue blue(ObjectKind kind, Set<String> parts) {
        CatalogObject object = new CatalogObject("u1", new ObjectName("db", "shop", "thing"), kind, null);
        ObjectEntry entry = new ObjectEntry(object, "u5", new Holding("owner", new Acl(Set.of())));
        return new Production.Blue(List.of(entry), parts, Set.of(), Map.of());
    }
}
