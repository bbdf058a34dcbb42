package dev.cutover.workflows.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cutover.workflows.BlueGreenDeployment;
import dev.cutover.workflows.conversation.Conversation;
import dev.cutover.workflows.notice.DeliveryReport;
import dev.cutover.workflows.notice.Notice;
import dev.cutover.workflows.notice.NoticeBatch;
import dev.cutover.workflows.notice.NoticeDelivery;
import dev.cutover.workflows.notice.NoticeKind;
import dev.cutover.workflows.notice.Undelivered;
import dev.cutover.workflows.outcome.Ending;
import dev.cutover.workflows.phase.Phase;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.enums.v1.ParentClosePolicy;
import io.temporal.common.converter.JacksonJsonPayloadConverter;
import io.temporal.workflow.Async;
import io.temporal.workflow.ChildWorkflowCancellationType;
import io.temporal.workflow.ChildWorkflowOptions;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;

/**
 * Tells the target's receivers what happens. Notices leave one batch after the other, each as a workflow of its own: nothing
 * here waits for a receiver, and what is under way goes on without the deployment. A target without receivers costs nothing.
 */
final class Notices {
    private static final Logger LOG = Workflow.getLogger(Notices.class);
    private static final ObjectMapper JSON = JacksonJsonPayloadConverter.newDefaultObjectMapper();

    /** A deployment that is voided again and again must not flood a channel; its end is told all the same. */
    private static final int MOST = 100;

    private final Progress progress;
    private final Conversation conversation;
    private final Reporter reporter;
    private final NoticeText text;
    private final List<Notice> waiting = new ArrayList<>();
    private final List<Promise<Void>> starting = new ArrayList<>();
    private boolean sending;

    Notices(Progress progress, Conversation conversation, Reporter reporter) {
        this.progress = progress;
        this.conversation = conversation;
        this.reporter = reporter;
        this.text = new NoticeText(progress, conversation);
    }

    /** Tells that something happened. */
    void tell(NoticeKind kind) {
        tell(kind, text.of(kind));
    }

    /** Tells that something happened, in these words. */
    void tell(NoticeKind kind, String said) {
        if (!Boolean.TRUE.equals(progress.told.listeners()) || progress.told.count() >= MOST) {
            return;
        }
        add(kind, null, said);
        if (!sending) {
            sending = true;
            Workflow.newDetachedCancellationScope(() -> Async.procedure(this::send))
                    .run();
        }
    }

    /**
     * Tells how it ended. A deployment that has failed before anybody could know whether there are receivers is told to those
     * that the worker finds.
     */
    void tell(Ended ended) {
        boolean nobody = Boolean.FALSE.equals(progress.told.listeners())
                || progress.request == null
                || progress.request.dryRun();
        if (!nobody) {
            NoticeKind.of(ended.ending()).ifPresent(kind -> add(kind, ended.ending(), text.of(ended)));
        }
        handOver();
    }

    /** Sends what waits, and makes sure that it is under way: to be called before a run ends. */
    void handOver() {
        Workflow.newDetachedCancellationScope(() -> {
                    if (!waiting.isEmpty()) {
                        start(takeAll());
                    }
                    Promise.allOf(starting).get();
                })
                .run();
    }

    /** A delivery says that a receiver is in trouble; anything else that is said here changes nothing. */
    void hear(JsonNode said) {
        try {
            Undelivered trouble = JSON.convertValue(said, Undelivered.class);
            if (trouble != null && trouble.isOver()) {
                progress.told = progress.told.recovered(trouble);
                reporter.show();
            } else if (trouble != null
                    && progress.deployment.equals(trouble.deployment())
                    && trouble.listener() != null
                    && trouble.why() != null
                    && trouble.number() <= progress.told.count()) {
                progress.told = progress.told.troubled(trouble);
                reporter.show();
            }
        } catch (IllegalArgumentException nothingOfOurs) {
            LOG.debug("A signal {} was not from a delivery.", BlueGreenDeployment.UNDELIVERED);
        }
    }

    private void add(NoticeKind kind, Ending outcome, String said) {
        progress.told = progress.told.oneMore();
        Phase phase = outcome == null ? phase(kind) : Phase.DONE;
        waiting.add(new Notice(
                progress.told.count(),
                kind,
                progress.now(),
                progress.target,
                progress.deployment,
                progress.workflowId,
                progress.request.requestedBy(),
                progress.planHash(),
                outcome,
                said,
                progress.production.sentence(phase == Phase.HOLDING ? progress.holdUntil : null),
                deadline(phase),
                reporter.next(phase)));
    }

    /** The phase whose commands and deadline a notice has: what it tells may have happened between two of them. */
    private static Phase phase(NoticeKind kind) {
        return switch (kind) {
            case AWAITING_APPROVAL, APPROVED -> Phase.AWAITING_DECISION;
            case VOIDED -> Phase.COLLECTING_EVIDENCE;
            case PROMOTED, VERIFICATION_FAILED, HOLD_ENDS, SINKS_BEHIND -> Phase.HOLDING;
            case REVERTED -> Phase.REVERTING;
            case FINISHED, REJECTED, EXPIRED, CANCELLED, FAILED -> Phase.DONE;
        };
    }

    private Instant deadline(Phase phase) {
        if (phase == Phase.AWAITING_DECISION) {
            return progress.decideBy;
        }
        return phase == Phase.HOLDING ? progress.holdUntil : null;
    }

    /** One batch after the other, so that receivers hear things in their order; a receiver in trouble holds up nobody. */
    private void send() {
        while (!waiting.isEmpty()) {
            List<Notice> batch = takeAll();
            Promise<?> delivered = start(batch);
            Workflow.await(() -> delivered.isCompleted() || troubled(batch));
        }
        sending = false;
    }

    private boolean troubled(List<Notice> batch) {
        List<Integer> numbers = numbers(batch);
        return progress.told.undelivered().stream().anyMatch(trouble -> numbers.contains(trouble.number()));
    }

    private Promise<?> start(List<Notice> batch) {
        NoticeDelivery delivery = Workflow.newChildWorkflowStub(
                NoticeDelivery.class,
                ChildWorkflowOptions.newBuilder()
                        .setWorkflowId("notice-" + Workflow.randomUUID())
                        .setParentClosePolicy(ParentClosePolicy.PARENT_CLOSE_POLICY_ABANDON)
                        .setCancellationType(ChildWorkflowCancellationType.ABANDON)
                        .setStaticSummary(batch.get(0).kind() + " of deployment " + progress.deployment + " of "
                                + progress.target)
                        .build());
        Promise<DeliveryReport> report = Async.function(delivery::deliver, new NoticeBatch(progress.target, batch));
        Promise<WorkflowExecution> started = Workflow.getWorkflowExecution(delivery);
        starting.add(started.handle((execution, failure) -> null));
        return report.handle((done, failure) -> {
            progress.told = progress.told.settled(
                    numbers(batch), failure == null ? done.givenUp() : List.of(lost(batch.get(0), failure)));
            reporter.show();
            return null;
        });
    }

    /** A delivery that ended as a workflow: nobody knows who was told. */
    private Undelivered lost(Notice first, RuntimeException failure) {
        return new Undelivered(
                first.deployment(),
                Undelivered.EVERYBODY,
                first.number(),
                first.kind(),
                "its delivery ended: " + Failures.explain(failure),
                progress.now());
    }

    private List<Notice> takeAll() {
        List<Notice> batch = List.copyOf(waiting);
        waiting.clear();
        return batch;
    }

    private static List<Integer> numbers(List<Notice> batch) {
        return batch.stream().map(Notice::number).toList();
    }
}
