package dev.cutover.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.e2e.machine.Browser;
import dev.cutover.e2e.machine.Deployment;
import dev.cutover.e2e.machine.Machine;
import dev.cutover.e2e.machine.Model;
import dev.cutover.e2e.machine.Servers;
import dev.cutover.e2e.machine.SharedServers;
import dev.cutover.workflows.SearchAttributes;
import dev.cutover.workflows.phase.Phase;
import io.temporal.common.SearchAttributeKey;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What an approver sees who has nothing but Temporal's Web UI. */
@ExtendWith(SharedServers.class)
final class TemporalUiTest {
    private static final Model MODEL = new Model("seen");
    private static final String ID = "seen-1";

    @Test
    void aPersonSeesTheDeploymentInTheListTheTimelineAndTheDetails(Servers servers) {
        try (Browser browser = Browser.start();
                Machine machine = Machine.start(servers, List.of(MODEL))) {
            Deployment deployment = machine.deployment(ID);
            deployment
                    .start("{\"target\":\"seen\",\"project\":{\"path\":\"seen\"},\"requestedBy\":\"kim\"}")
                    .succeeded();
            deployment.awaitPhase(Phase.AWAITING_DECISION);
            String hash = deployment.query("status").path("planHash").textValue();
            String namespace = servers.temporal().webUi() + "/namespaces/" + machine.namespace();

            browser.open(namespace + "/workflows");
            browser.click("Configure Columns");
            browser.click("Remove Run ID column");
            browser.click("Remove End column");
            for (SearchAttributeKey<String> column : SearchAttributes.ALL) {
                browser.click("Add " + column.getName() + " column");
            }
            browser.open(namespace + "/workflows");
            browser.awaitText(ID, "BlueGreenDeployment", "CutoverPhase", "AWAITING_DECISION", "seen", "kim");
            browser.screenshot("list");

            browser.open(namespace + "/workflows/" + ID);
            String timeline = browser.awaitText("plan: read the project and production");
            browser.screenshot("timeline");
            assertThat(timeline).contains("deploy: create the new version in green");

            browser.click("User Metadata");
            String details = browser.awaitText("Readiness: READY");
            browser.screenshot("details");
            assertThat(details)
                    .contains("AWAITING_DECISION", "seen_transform", "8 of 8")
                    .contains(
                            "temporal workflow update execute --workflow-id seen-1 --name decide",
                            hash.substring(0, 8));
        }
    }
}
