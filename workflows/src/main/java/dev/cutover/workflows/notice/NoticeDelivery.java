package dev.cutover.workflows.notice;

import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/**
 * Tells the receivers of a target what a deployment has done. A workflow of its own, which the deployment starts and leaves
 * alone: neither waits for the other, and it goes on when the deployment has ended.
 */
@WorkflowInterface
public interface NoticeDelivery {
    /** Workflow type, as in {@code --type}. */
    String TYPE = "NoticeDelivery";

    /** Delivers each notice at least once to each receiver that wants it, or gives up a day after it happened. */
    @WorkflowMethod(name = TYPE)
    DeliveryReport deliver(NoticeBatch batch);
}
