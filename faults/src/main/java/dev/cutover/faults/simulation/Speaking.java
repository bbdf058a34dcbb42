package dev.cutover.faults.simulation;

import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;
import io.temporal.activity.ActivityOptions;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * People who speak at a moment of workflow time. They are workflows themselves: a timer of the same clock wakes them, and while
 * they speak no time is skipped.
 */
final class Speaking {
    private Speaking() {}

    /** Speaks after a while. */
    @WorkflowInterface
    public interface Person {
        /** Waits, then says what is kept under a key. */
        @WorkflowMethod(name = "Person")
        void speak(long delayMillis, String key);
    }

    /** Says it. */
    @ActivityInterface
    public interface Voice {
        /** Says what is kept under a key, once. */
        @ActivityMethod(name = "Say")
        void say(String key);
    }

    /** The person as a workflow. */
    public static final class PersonWorkflow implements Person {
        private final Voice voice = Workflow.newActivityStub(
                Voice.class,
                ActivityOptions.newBuilder()
                        .setStartToCloseTimeout(Duration.ofMinutes(1))
                        .build());

        @Override
        public void speak(long delayMillis, String key) {
            Workflow.sleep(Duration.ofMillis(Math.max(1, delayMillis)));
            voice.say(key);
        }
    }

    /** Keeps what is to be said. */
    static final class Words implements Voice {
        private final Map<String, Runnable> words = new ConcurrentHashMap<>();

        void keep(String key, Runnable message) {
            words.put(key, message);
        }

        @Override
        public void say(String key) {
            Runnable message = words.remove(key);
            if (message != null) {
                message.run();
            }
        }
    }
}
