package dev.cutover.activities.notices;

import static dev.cutover.activities.testing.TestActivities.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cutover.activities.notices.HttpReceiver.Got;
import dev.cutover.activities.target.Receiver;
import dev.cutover.activities.target.Receiver.Template;
import dev.cutover.activities.target.Secret;
import dev.cutover.activities.target.SigningKey;
import dev.cutover.activities.target.Target;
import dev.cutover.activities.target.Targets;
import dev.cutover.activities.testing.TestActivities;
import dev.cutover.workflows.activities.FailureType;
import dev.cutover.workflows.activities.NoticeActivities;
import dev.cutover.workflows.notice.Delivery;
import dev.cutover.workflows.notice.Listener;
import dev.cutover.workflows.notice.NoticeKind;
import dev.cutover.workflows.policy.Policy;
import io.temporal.failure.ApplicationErrorCategory;
import io.temporal.failure.ApplicationFailure;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a receiver gets over a real connection, and what is told when it does not take it. */
class NoticeActivityTest {
    private static final byte[] KEY = "a key of thirty-two bytes in all".getBytes(StandardCharsets.UTF_8);
    private static final String PATH = "/services/T000/B000/very-secret";
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final HttpReceiver receiver;

    NoticeActivityTest() throws IOException {
        receiver = new HttpReceiver();
    }

    @AfterEach
    void stop() {
        receiver.close();
    }

    @Test
    void aMessageIsSignedSoThatTheReceiverCanVerifyIt() throws Exception {
        deliver(receiver.url(PATH), PATIENCE);

        Got got = receiver.got().get(0);
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(KEY, "HmacSHA256"));
        mac.update((got.header("webhook-id") + "." + got.header("webhook-timestamp") + ".")
                .getBytes(StandardCharsets.UTF_8));
        assertThat(got.header("webhook-signature"))
                .isEqualTo("v1," + Base64.getEncoder().encodeToString(mac.doFinal(got.body())));
        assertThat(got.header("webhook-id")).isEqualTo("abcd2345-1-awaiting_approval");
        assertThat(got.header("webhook-timestamp")).isEqualTo(String.valueOf(Notes.NOON.getEpochSecond()));
        assertThat(got.header("content-type")).startsWith("application/cloudevents+json");
        assertThat(new ObjectMapper().readTree(got.body()).get("id").textValue())
                .isEqualTo(got.header("webhook-id"));
    }

    @Test
    void theSignatureIsTheOneOfTheSpecificationsLibraries() {
        // Example of the Standard Webhooks reference implementations.
        SigningKey key =
                SigningKey.read("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw").orElseThrow();

        assertThat(Signature.of(
                        key,
                        "msg_p5jXN8AQM9LWM0D4loKWxJek",
                        1_614_265_330L,
                        "{\"test\": 2432232314}".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    @Test
    void aSecondAttemptHasTheSameKeyAndTheSameBody() {
        receiver.answering(500);
        failureOf(() -> deliver(receiver.url(PATH), PATIENCE));
        receiver.answering(200);

        deliver(receiver.url(PATH), PATIENCE);

        assertThat(receiver.got()).hasSize(2);
        assertThat(receiver.got().get(1).header("webhook-id"))
                .isEqualTo(receiver.got().get(0).header("webhook-id"));
        assertThat(receiver.got().get(1).body()).isEqualTo(receiver.got().get(0).body());
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 400, 404, 410, 500, 503})
    void everyOtherAnswerThanSuccessIsTriedAgain(int status) {
        receiver.answering(status);

        ApplicationFailure failure = failureOf(() -> deliver(receiver.url(PATH), PATIENCE));

        assertThat(failure.getOriginalMessage()).isEqualTo("It answered " + status + ".");
        assertThat(failure.getType()).isEqualTo(NoticeActivity.NOT_TAKEN);
        assertThat(failure.isNonRetryable()).isFalse();
        assertThat(failure.getCategory()).isEqualTo(ApplicationErrorCategory.BENIGN);
    }

    @Test
    void aRedirectIsNotFollowed() throws Exception {
        try (HttpReceiver elsewhere = new HttpReceiver()) {
            receiver.answering(exchange -> {
                exchange.getResponseHeaders().add("location", elsewhere.url("/"));
                exchange.sendResponseHeaders(307, -1);
            });

            failureOf(() -> deliver(receiver.url(PATH), PATIENCE));

            assertThat(elsewhere.got()).isEmpty();
        }
    }

    @Test
    void theTimeThatAReceiverAsksForIsWaited() {
        receiver.answering(exchange -> {
            exchange.getResponseHeaders().add("retry-after", "120");
            exchange.sendResponseHeaders(429, -1);
        });

        assertThat(failureOf(() -> deliver(receiver.url(PATH), PATIENCE)).getNextRetryDelay())
                .isEqualTo(Duration.ofMinutes(2));
    }

    @Test
    void anAnswerWithoutEndIsNotRead() {
        receiver.answering(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            byte[] endless = new byte[1 << 16];
            while (!Thread.currentThread().isInterrupted()) {
                exchange.getResponseBody().write(endless);
            }
        });

        deliver(receiver.url(PATH), PATIENCE);

        assertThat(receiver.got()).hasSize(1);
    }

    @Test
    void aReceiverThatDoesNotAnswerIsNotWaitedForLong() throws Exception {
        // Takes connections, and says nothing.
        try (ServerSocket silent = new ServerSocket(0)) {
            String url = "http://127.0.0.1:" + silent.getLocalPort() + PATH;

            ApplicationFailure failure = failureOf(() -> deliver(url, Duration.ofSeconds(1)));

            assertThat(failure.getOriginalMessage()).isEqualTo("It did not answer within 1 s.");
        }
    }

    @Test
    void noFailureHoldsTheAddressOrTheKey() throws Exception {
        int closed;
        try (ServerSocket socket = new ServerSocket(0)) {
            closed = socket.getLocalPort();
        }
        for (String url : List.of(
                "http://127.0.0.1:" + closed + PATH,
                "http://no-such-host.invalid" + PATH,
                "https://127.0.0.1:" + receiver.url("").replaceAll(".*:", "") + PATH,
                "gopher://127.0.0.1" + PATH,
                "http://no host" + PATH)) {
            ApplicationFailure failure = failureOf(() -> deliver(url, Duration.ofSeconds(5)));

            assertThat(everything(failure))
                    .doesNotContain("very-secret", "127.0.0.1", "invalid", "no host")
                    .doesNotContain(Base64.getEncoder().encodeToString(KEY));
        }
    }

    @Test
    void whoIsNoLongerConfiguredIsNotTold() {
        try (TestActivities activities = new TestActivities(activity(receiver.url(PATH), PATIENCE))) {
            NoticeActivities notices = activities.of(NoticeActivities.class);

            notices.deliver(new Delivery("somebody-else", Notes.awaitingApproval()));

            assertThat(receiver.got()).isEmpty();
            assertThat(notices.listeners("prod"))
                    .containsExactly(new Listener("oncall", List.of(NoticeKind.AWAITING_APPROVAL)));
            assertThat(notices.listeners("staging")).isEmpty();
        }
    }

    @Test
    void aReceiverNeverShowsItsSecrets() {
        assertThat(String.valueOf(receiverAt("http://127.0.0.1" + PATH)))
                .contains("oncall")
                .doesNotContain("very-secret", "a key of", "127.0.0.1");
    }

    private static void deliver(String url, Duration patience) {
        try (TestActivities activities = new TestActivities(activity(url, patience))) {
            activities.of(NoticeActivities.class).deliver(new Delivery("oncall", Notes.awaitingApproval()));
        }
    }

    private static NoticeActivity activity(String url, Duration patience) {
        Target target = new Target(
                "prod", "jdbc:postgresql://db/m", "u", Secret.of(null), null, 1, Policy.NONE, List.of(receiverAt(url)));
        Targets targets = name -> {
            if (!name.equals("prod")) {
                throw ApplicationFailure.newNonRetryableFailure(
                        "There is no such target.", FailureType.UNKNOWN_TARGET.name());
            }
            return target;
        };
        return new NoticeActivity(targets, InstantSource.fixed(Notes.NOON), patience);
    }

    private static Receiver receiverAt(String url) {
        return new Receiver(
                "oncall",
                Template.CLOUDEVENTS,
                Secret.of(url),
                SigningKey.read(Base64.getEncoder().encodeToString(KEY)).orElseThrow(),
                List.of(NoticeKind.AWAITING_APPROVAL),
                null);
    }

    private static String everything(Throwable failure) {
        return failure
                + Arrays.toString(failure.getStackTrace())
                + (failure.getCause() == null ? "" : everything(failure.getCause()));
    }
}
