package dev.cutover.workflows.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cutover.workflows.BlueGreenDeployment;
import dev.cutover.workflows.audit.Audit;
import dev.cutover.workflows.belongings.Belongings;
import dev.cutover.workflows.conversation.Answer;
import dev.cutover.workflows.conversation.Conversation;
import dev.cutover.workflows.conversation.Kind;
import dev.cutover.workflows.evidence.EvidenceAnswer;
import dev.cutover.workflows.outcome.Outcome;
import dev.cutover.workflows.plan.PlanAnswer;
import dev.cutover.workflows.plan.StatementsAnswer;
import dev.cutover.workflows.status.Status;
import io.temporal.failure.ApplicationFailure;
import io.temporal.workflow.DynamicSignalHandler;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInit;

/** What a deployment hears and answers while its {@link Story} runs. Messages never throw and never block. */
public final class BlueGreenDeploymentWorkflow implements BlueGreenDeployment {
    private final Progress progress;
    private final Conversation conversation;
    private final Reporter reporter;
    private final Notices notices;
    private final Opening opening;

    /** Begins, or goes on where a former run has stopped, so that messages of the first task find a whole deployment. */
    @WorkflowInit
    public BlueGreenDeploymentWorkflow(JsonNode request, JsonNode carried) {
        progress = Progress.of(Workflow.getInfo());
        conversation = new Conversation(progress);
        progress.heed(conversation);
        reporter = new Reporter(progress, conversation);
        notices = new Notices(progress, conversation, reporter);
        opening = Opening.of(request, carried, progress, conversation);
        Workflow.registerListener((DynamicSignalHandler) (name, input) -> hearUnknown(name));
    }

    @Override
    public Outcome run(JsonNode request, JsonNode carried) {
        Relay relay = new Relay(request, progress, conversation, notices);
        Deployment deployment = new Deployment(progress, conversation, reporter, new ActivityStubs(), relay, notices);
        Ended ended = opening.accepted() ? new Story(deployment).tell() : opening.refusal();
        return new Finale(progress, reporter, notices).tell(ended);
    }

    @Override
    public void approve(JsonNode decision) {
        hear(Kind.APPROVE, decision);
    }

    @Override
    public void reject(JsonNode decision) {
        hear(Kind.REJECT, decision);
    }

    @Override
    public void revert(JsonNode order) {
        hear(Kind.REVERT, order);
    }

    @Override
    public void finish(JsonNode order) {
        hear(Kind.FINISH, order);
    }

    @Override
    public void refresh(JsonNode wish) {
        hear(Kind.REFRESH, wish);
    }

    @Override
    public void progress(JsonNode report) {
        reporter.built(report);
    }

    @Override
    public void undelivered(JsonNode trouble) {
        notices.hear(trouble);
    }

    @Override
    public String decide(JsonNode decision) {
        return answer(conversation.hearDecide(decision));
    }

    @Override
    public void validateDecide(JsonNode decision) {
        refuse(conversation.judgeDecide(decision));
    }

    @Override
    public String undo(JsonNode order) {
        return answer(conversation.hearUndo(order));
    }

    @Override
    public void validateUndo(JsonNode order) {
        refuse(conversation.judgeUndo(order));
    }

    @Override
    public Status status() {
        return reporter.status();
    }

    @Override
    public PlanAnswer plan() {
        return reporter.plan();
    }

    @Override
    public StatementsAnswer statements() {
        return StatementsAnswer.of(reporter.plan());
    }

    @Override
    public EvidenceAnswer evidence() {
        return reporter.evidence();
    }

    @Override
    public Audit audit() {
        return reporter.audit();
    }

    @Override
    public Belongings belongings() {
        return progress.belongings();
    }

    private void hear(Kind kind, JsonNode input) {
        conversation.signal(kind, input);
        reporter.show();
    }

    private void hearUnknown(String name) {
        conversation.unknownSignal(name);
        reporter.show();
    }

    private String answer(Answer answer) {
        reporter.show();
        if (answer instanceof Answer.Accepted accepted) {
            return accepted.next();
        }
        throw ApplicationFailure.newNonRetryableFailure(((Answer.Refused) answer).why(), REFUSED);
    }

    private static void refuse(Answer answer) {
        if (answer instanceof Answer.Refused refused) {
            throw new UpdateRefused(refused.why());
        }
    }
}
