package dev.cutover.activities.notices;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.activities.target.Receiver;
import dev.cutover.activities.target.Receiver.Template;
import dev.cutover.activities.target.Secret;
import dev.cutover.activities.target.SigningKey;
import dev.cutover.activities.target.Target;
import dev.cutover.workflows.BlueGreenDeployment;
import dev.cutover.workflows.deployment.WorkflowRegistration;
import dev.cutover.workflows.notice.DeliveryReport;
import dev.cutover.workflows.notice.NoticeBatch;
import dev.cutover.workflows.notice.NoticeDelivery;
import dev.cutover.workflows.notice.NoticeKind;
import dev.cutover.workflows.policy.Policy;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.Worker;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Where messages go and what they are signed with is in no history, whatever becomes of them (P9). */
class SecretsInHistoryTest {
    private static final String KEY = "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    @Test
    void neitherADeliveryNorAFailureLeavesAnAddressOrAKeyInTheHistory() throws Exception {
        try (HttpReceiver taking = new HttpReceiver();
                HttpReceiver refusing = new HttpReceiver().answering(403);
                TestWorkflowEnvironment temporal = TestWorkflowEnvironment.newInstance()) {
            Worker worker = temporal.newWorker(BlueGreenDeployment.TASK_QUEUE);
            WorkflowRegistration.register(worker);
            Target target = new Target(
                    "prod",
                    "jdbc:postgresql://db/m",
                    "u",
                    Secret.of(null),
                    null,
                    1,
                    Policy.NONE,
                    List.of(receiver("taking", taking), receiver("refusing", refusing)));
            worker.registerActivitiesImplementations(
                    new NoticeActivity(name -> target, InstantSource.system(), Duration.ofSeconds(20)));
            temporal.start();
            WorkflowStub delivery = temporal.getWorkflowClient()
                    .newUntypedWorkflowStub(
                            NoticeDelivery.TYPE,
                            WorkflowOptions.newBuilder()
                                    .setWorkflowId("notice")
                                    .setTaskQueue(BlueGreenDeployment.TASK_QUEUE)
                                    .build());

            delivery.start(new NoticeBatch("prod", List.of(Notes.awaitingApproval())));
            DeliveryReport report = delivery.getResult(DeliveryReport.class);

            assertThat(taking.got()).hasSize(1);
            assertThat(refusing.got()).isNotEmpty();
            assertThat(report.givenUp()).singleElement().satisfies(lost -> {
                assertThat(lost.listener()).isEqualTo("refusing");
                assertThat(lost.why()).isEqualTo("It answered 403.");
            });
            // As JSON, payloads would be in base64; as text they can be read.
            assertThat(temporal.getWorkflowClient()
                            .fetchHistory("notice")
                            .getEvents()
                            .toString())
                    .contains("taking", "refusing")
                    .doesNotContain("very-secret", "127.0.0.1", KEY);
        }
    }

    private static Receiver receiver(String name, HttpReceiver at) {
        return new Receiver(
                name,
                Template.CLOUDEVENTS,
                Secret.of(at.url("/services/very-secret")),
                SigningKey.read(KEY).orElseThrow(),
                List.of(NoticeKind.values()),
                null);
    }
}
