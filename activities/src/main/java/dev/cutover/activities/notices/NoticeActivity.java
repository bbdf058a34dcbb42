package dev.cutover.activities.notices;

import dev.cutover.activities.target.Receiver;
import dev.cutover.activities.target.Targets;
import dev.cutover.workflows.activities.FailureType;
import dev.cutover.workflows.activities.NoticeActivities;
import dev.cutover.workflows.notice.Delivery;
import dev.cutover.workflows.notice.Listener;
import dev.cutover.workflows.notice.Notice;
import io.temporal.failure.ApplicationErrorCategory;
import io.temporal.failure.ApplicationFailure;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Sends notices to the receivers of the worker's configuration, which alone knows where they are (P9). */
public final class NoticeActivity implements NoticeActivities {
    /** Type of the retryable failure of a notice that was not taken. */
    public static final String NOT_TAKEN = "NOT_TAKEN";

    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final Duration LONGEST_WAIT = Duration.ofHours(1);

    private final Targets targets;
    private final InstantSource clock;
    private final Post post;

    public NoticeActivity(Targets targets) {
        this(targets, InstantSource.system(), PATIENCE);
    }

    NoticeActivity(Targets targets, InstantSource clock, Duration patience) {
        this.targets = targets;
        this.clock = clock;
        this.post = new Post(patience);
    }

    @Override
    public List<Listener> listeners(String target) {
        return receivers(target).stream()
                .map(receiver -> new Listener(receiver.name(), receiver.kinds()))
                .toList();
    }

    @Override
    public void deliver(Delivery delivery) {
        Optional<Receiver> receiver = receivers(delivery.notice().target()).stream()
                .filter(one -> one.name().equals(delivery.listener()))
                .findFirst();
        if (receiver.isPresent()) {
            judge(send(receiver.get(), delivery.notice()));
        }
    }

    /** None for a target that is no longer configured: there is nobody to tell then. */
    private List<Receiver> receivers(String target) {
        try {
            return targets.named(target).receivers();
        } catch (ApplicationFailure failure) {
            if (FailureType.UNKNOWN_TARGET.name().equals(failure.getType())) {
                return List.of();
            }
            throw failure;
        }
    }

    private Post.Answer send(Receiver receiver, Notice notice) {
        String link = link(receiver, notice);
        Message message = switch (receiver.template()) {
            case SLACK -> SlackMessage.of(notice, link);
            case CLOUDEVENTS -> CloudEventMessage.of(notice, link);
        };
        long now = clock.instant().getEpochSecond();
        List<String> headers = new ArrayList<>(List.of(
                "content-type", message.contentType(),
                "user-agent", "cutover",
                "webhook-id", notice.id(),
                "webhook-timestamp", String.valueOf(now)));
        if (receiver.key() != null) {
            headers.addAll(
                    List.of("webhook-signature", Signature.of(receiver.key(), notice.id(), now, message.body())));
        }
        try {
            return post.send(new Post.Sent(receiver.url().reveal(), headers, message.body()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Post.Answer(0, null, "The worker is stopping.");
        }
    }

    private static String link(Receiver receiver, Notice notice) {
        return receiver.link() == null
                ? null
                : receiver.link()
                        .replace(
                                "{workflowId}",
                                URLEncoder.encode(notice.workflowId(), StandardCharsets.UTF_8)
                                        .replace("+", "%20"));
    }

    private static void judge(Post.Answer answer) {
        if (answer.trouble() == null && answer.status() / 100 == 2) {
            return;
        }
        String what = answer.trouble() == null ? "It answered " + answer.status() + "." : answer.trouble();
        ApplicationFailure.Builder failure = ApplicationFailure.newBuilder()
                .setMessage(what)
                .setType(NOT_TAKEN)
                // A receiver that is down is its own trouble: no error of this worker's and none in its metrics.
                .setCategory(ApplicationErrorCategory.BENIGN);
        if (answer.retryAfterSeconds() != null) {
            Duration asked = Duration.ofSeconds(answer.retryAfterSeconds());
            failure.setNextRetryDelay(asked.compareTo(LONGEST_WAIT) < 0 ? asked : LONGEST_WAIT);
        }
        throw failure.build();
    }
}
