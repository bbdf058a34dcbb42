package dev.cutover.activities.running;

import static org.assertj.core.api.Assertions.assertThat;

import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.client.WorkflowNotFoundException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class AnnouncerTest {
    private static final long DEADLINE_SECONDS = 60;

    private final AtomicLong now = new AtomicLong();

    private final BlockingQueue<Object> said = new LinkedBlockingQueue<>();

    /** Each report stays in the history, and many attempts may have to share it. */
    @Test
    void theMomentsOfADayAreFewWhateverTheNumberOfAttempts() {
        List<Long> moments = new ArrayList<>();
        for (Optional<Long> next = Announcer.after(0); next.isPresent(); next = Announcer.after(next.get())) {
            moments.add(next.get());
        }

        assertThat(moments).hasSize(Announcer.MOST).isSorted().startsWith(3_000L, 4_800L);
        assertThat(moments.stream()
                        .filter(moment -> moment <= Duration.ofMinutes(10).toMillis()))
                .hasSize(12);
        assertThat(Announcer.after(Duration.ofDays(1).toMillis())).isEmpty();
        assertThat(Announcer.after(moments.get(7) - 1)).contains(moments.get(7));
    }

    @Test
    void whatIsNewIsSaidAndWhatWasSaidIsNot() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        Announcer announcer = Announcer.start(
                () -> asked.incrementAndGet() < 4 ? "17 of 40" : "18 of 40", this::muchLater, said::add);

        assertThat(said.poll(DEADLINE_SECONDS, TimeUnit.SECONDS)).isEqualTo("17 of 40");
        assertThat(said.poll(DEADLINE_SECONDS, TimeUnit.SECONDS)).isEqualTo("18 of 40");

        announcer.close();
        assertThat(said).isEmpty();
    }

    @Test
    void aTemporalThatIsAwayIsToldTheNextTime() throws Exception {
        AtomicInteger attempts = new AtomicInteger();
        Announcer announcer = Announcer.start(() -> "17 of 40", this::muchLater, news -> {
            if (attempts.incrementAndGet() < 3) {
                throw new IllegalStateException("unavailable");
            }
            said.add(news);
        });

        assertThat(said.poll(DEADLINE_SECONDS, TimeUnit.SECONDS)).isEqualTo("17 of 40");

        announcer.close();
        assertThat(attempts).hasValue(3);
    }

    /** In the test's own thread: once it returns, nothing more can be said. */
    @Test
    void nobodyIsToldWhenTheDeploymentHasEnded() {
        AtomicInteger asked = new AtomicInteger();
        Announcer announcer = new Announcer(() -> asked.incrementAndGet() + " of 40", this::muchLater, news -> {
            said.add(news);
            throw new WorkflowNotFoundException(WorkflowExecution.getDefaultInstance(), "BlueGreenDeployment", null);
        });

        announcer.run();

        assertThat(said).containsExactly("1 of 40");
        assertThat(asked).hasValue(1);
    }

    /** Each look at the clock finds the next moment over. */
    private long muchLater() {
        return now.updateAndGet(millis -> Announcer.after(millis).orElse(millis));
    }
}
