package dev.cutover.workflows.deployment;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cutover.workflows.audit.Happening;
import dev.cutover.workflows.decision.Decision;
import dev.cutover.workflows.display.Production;
import dev.cutover.workflows.evidence.Evidence;
import dev.cutover.workflows.evidence.Seen;
import dev.cutover.workflows.inventory.Inventory;
import dev.cutover.workflows.phase.PhaseTime;
import dev.cutover.workflows.plan.Plan;
import dev.cutover.workflows.policy.Policy;
import dev.cutover.workflows.promotion.Promotion;
import dev.cutover.workflows.queue.Claim;
import dev.cutover.workflows.readiness.Readiness;
import dev.cutover.workflows.verification.VerificationReport;
import io.temporal.common.converter.JacksonJsonPayloadConverter;
import java.time.Instant;
import java.util.List;

/**
 * What one run of a deployment hands over to the next when its history grows long. Deadlines are moments, so that a new
 * run does not begin to wait anew.
 *
 * @param deployment the deployment's id
 * @param beginnings how often it was overtaken and began again
 * @param joined when it first joined the queue; null before
 * @param queueBy when its turn must have come; null when it does not wait
 * @param claim what it takes; null before planning has ended
 * @param plan the plan; null before planning has ended
 * @param inventory what was created; null before
 * @param deployed whether the project's objects are in green
 * @param readiness the last reading; null before
 * @param readings how many readings were recorded; the more, the longer the next may take
 * @param ready whether green was ready since the last change
 * @param evidence what the approver sees, without the details of each object; null before
 * @param hydrateBy when green must be ready; null before
 * @param decideBy when the approval expires; null before
 * @param decision the decision that counts; null without
 * @param approvals approvals that count, the deciding one included
 * @param policy the rules by which approvals are judged; null before planning has ended
 * @param swapAttempted whether a swap may ever have been sent
 * @param retries how many attempts to swap were put off
 * @param promotion the swap; null before
 * @param holdUntil when the hold ends; null before
 * @param sinks how far sinks have followed; null before
 * @param production what is safe to assume about production
 * @param decisions every decision that counted
 * @param ignored messages that changed nothing
 * @param phases when each phase began
 * @param verification what was found in production after the swap; null before
 * @param happenings what else changed
 * @param refused why the last attempt to swap was refused; null when none was
 * @param told what receivers have been told
 * @param trend how green became ready
 * @param seen the evidence that there was while people were awaited
 * @param fresh how fresh the evidence is
 * @param note what else is to be known about the present wait, such as why an approval became void; null when nothing
 * @param refreshWanted whether somebody has asked for the evidence to be collected again
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record Carried(
        String deployment,
        int beginnings,
        Instant joined,
        Instant queueBy,
        Claim claim,
        Plan plan,
        Inventory inventory,
        boolean deployed,
        Readiness readiness,
        int readings,
        boolean ready,
        Evidence evidence,
        Instant hydrateBy,
        Instant decideBy,
        Decision decision,
        List<Decision> approvals,
        Policy policy,
        boolean swapAttempted,
        int retries,
        Promotion promotion,
        Instant holdUntil,
        SinkProgress sinks,
        Production production,
        List<Decision> decisions,
        List<String> ignored,
        List<PhaseTime> phases,
        VerificationReport verification,
        List<Happening> happenings,
        String refused,
        Told told,
        Trend trend,
        Seen seen,
        Freshness fresh,
        String note,
        boolean refreshWanted) {
    private static final ObjectMapper JSON = JacksonJsonPayloadConverter.newDefaultObjectMapper();

    /**
     * Reads what a former run handed over; null when there was none.
     *
     * @throws IllegalArgumentException when it is something else, typed by a person
     */
    static Carried read(JsonNode carried) {
        if (carried == null || carried.isNull() || carried.isMissingNode()) {
            return null;
        }
        Carried read = JSON.convertValue(carried, Carried.class);
        if (read.deployment() == null || read.phases() == null || read.phases().isEmpty()) {
            throw new IllegalArgumentException("It names no deployment.");
        }
        return read;
    }
}
