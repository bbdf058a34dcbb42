package dev.cutover.activities.running;

import com.uber.m3.tally.NoopScope;
import com.uber.m3.tally.Scope;
import io.temporal.activity.ActivityExecutionContext;
import io.temporal.activity.ActivityInfo;
import io.temporal.activity.ManualActivityCompletionClient;
import io.temporal.client.ActivityCanceledException;
import io.temporal.client.ActivityCompletionException;
import io.temporal.client.WorkflowClient;
import io.temporal.common.CancellationToken;
import java.lang.reflect.Proxy;
import java.lang.reflect.Type;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** An activity's surroundings that record heartbeats and can end the activity as a Temporal server would. */
final class StubContext implements ActivityExecutionContext {
    final BlockingQueue<Optional<Object>> beats = new LinkedBlockingQueue<>();
    private final Object formerDetails;
    private volatile ActivityCompletionException end;

    StubContext(Object formerDetails) {
        this.formerDetails = formerDetails;
    }

    void endWith(ActivityCompletionException exception) {
        end = exception;
    }

    @Override
    public ActivityInfo getInfo() {
        return (ActivityInfo) Proxy.newProxyInstance(
                StubContext.class.getClassLoader(), new Class<?>[] {ActivityInfo.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("getActivityType")) {
                        return "Stub";
                    }
                    throw new UnsupportedOperationException(method.getName());
                });
    }

    @Override
    public <V> void heartbeat(V details) {
        if (end != null) {
            throw end;
        }
        beats.add(Optional.ofNullable(details));
    }

    @Override
    public <V> Optional<V> getHeartbeatDetails(Class<V> type) {
        return Optional.ofNullable(formerDetails).map(type::cast);
    }

    @Override
    public <V> Optional<V> getHeartbeatDetails(Class<V> type, Type genericType) {
        return getHeartbeatDetails(type);
    }

    @Override
    public <V> Optional<V> getLastHeartbeatDetails(Class<V> type) {
        return getHeartbeatDetails(type);
    }

    @Override
    public <V> Optional<V> getLastHeartbeatDetails(Class<V> type, Type genericType) {
        return getHeartbeatDetails(type);
    }

    @Override
    public byte[] getTaskToken() {
        throw new UnsupportedOperationException();
    }

    @Override
    public CancellationToken<ActivityCanceledException> getCancellationToken() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void doNotCompleteOnReturn() {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean isDoNotCompleteOnReturn() {
        return false;
    }

    @Override
    public boolean isUseLocalManualCompletion() {
        return false;
    }

    @Override
    public ManualActivityCompletionClient useLocalManualCompletion() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Scope getMetricsScope() {
        return new NoopScope();
    }

    @Override
    public WorkflowClient getWorkflowClient() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Object getInstance() {
        return this;
    }
}
