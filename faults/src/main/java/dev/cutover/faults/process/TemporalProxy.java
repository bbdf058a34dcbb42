package dev.cutover.faults.process;

import com.google.common.util.concurrent.FutureCallback;
import com.google.common.util.concurrent.Futures;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.HandlerRegistry;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.ServerMethodDefinition;
import io.grpc.Status;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.MetadataUtils;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import io.temporal.api.workflowservice.v1.PollActivityTaskQueueResponse;
import io.temporal.api.workflowservice.v1.RespondActivityTaskCompletedRequest;
import io.temporal.api.workflowservice.v1.RespondWorkflowTaskCompletedResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Stands between one worker and Temporal; passes every call on as bytes and asks the gate about the reports of activities. */
final class TemporalProxy implements AutoCloseable {
    private static final Context.Key<Metadata> HEADERS = Context.key("headers");
    private static final MethodDescriptor.Marshaller<byte[]> BYTES = new Bytes();
    private static final int LARGEST_MESSAGE = 128 * 1024 * 1024;

    private final int worker;
    private final Gate gate;
    private final ManagedChannel channel;
    private final Server server;
    private final ExecutorService executor = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "temporal-proxy");
        thread.setDaemon(true);
        return thread;
    });
    private final Map<ByteString, String> activities = new ConcurrentHashMap<>();

    TemporalProxy(int worker, String address, Gate gate) throws IOException {
        this.worker = worker;
        this.gate = gate;
        this.channel = NettyChannelBuilder.forTarget(address)
                .usePlaintext()
                .maxInboundMessageSize(LARGEST_MESSAGE)
                .build();
        this.server = NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .maxInboundMessageSize(LARGEST_MESSAGE)
                .executor(executor)
                .fallbackHandlerRegistry(new Everything())
                .intercept(new KeepHeaders())
                .build()
                .start();
    }

    String address() {
        return "127.0.0.1:" + server.getPort();
    }

    private final class Everything extends HandlerRegistry {
        @Override
        public ServerMethodDefinition<?, ?> lookupMethod(String name, String authority) {
            MethodDescriptor<byte[], byte[]> method = MethodDescriptor.newBuilder(BYTES, BYTES)
                    .setFullMethodName(name)
                    .setType(MethodDescriptor.MethodType.UNARY)
                    .build();
            return ServerMethodDefinition.create(
                    method, ServerCalls.asyncUnaryCall((request, answer) -> pass(method, request, answer)));
        }
    }

    private void pass(MethodDescriptor<byte[], byte[]> method, byte[] request, StreamObserver<byte[]> answer) {
        boolean report = method.getFullMethodName().endsWith("/RespondActivityTaskCompleted");
        String activity = report ? reported(request) : null;
        if (activity != null && refused(gate.beforeReport(worker, activity), answer)) {
            return;
        }
        Metadata headers = HEADERS.get();
        Channel forwarding = ClientInterceptors.intercept(
                channel, MetadataUtils.newAttachHeadersInterceptor(headers == null ? new Metadata() : headers));
        Futures.addCallback(
                ClientCalls.futureUnaryCall(forwarding.newCall(method, CallOptions.DEFAULT), request),
                new FutureCallback<>() {
                    @Override
                    public void onSuccess(byte[] reply) {
                        if (activity != null && refused(gate.afterReport(worker, activity), answer)) {
                            return;
                        }
                        noteActivities(method.getFullMethodName(), reply);
                        answer.onNext(reply);
                        answer.onCompleted();
                    }

                    @Override
                    public void onFailure(Throwable error) {
                        answer.onError(error);
                    }
                },
                executor);
    }

    /** A report without an answer is given up by the worker after ten seconds, and sent again. */
    private static boolean refused(Gate.Verdict verdict, StreamObserver<byte[]> answer) {
        if (verdict == Gate.Verdict.CUT) {
            answer.onError(
                    Status.UNAVAILABLE.withDescription("connection reset").asRuntimeException());
        }
        return verdict != Gate.Verdict.PASS;
    }

    private String reported(byte[] request) {
        try {
            return activities.remove(
                    RespondActivityTaskCompletedRequest.parseFrom(request).getTaskToken());
        } catch (InvalidProtocolBufferException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Activities come to a worker that asks for them, or at once to the one whose workflow task has scheduled them. */
    private void noteActivities(String method, byte[] reply) {
        try {
            if (method.endsWith("/PollActivityTaskQueue")) {
                given(PollActivityTaskQueueResponse.parseFrom(reply));
            } else if (method.endsWith("/RespondWorkflowTaskCompleted")) {
                RespondWorkflowTaskCompletedResponse.parseFrom(reply)
                        .getActivityTasksList()
                        .forEach(this::given);
            }
        } catch (InvalidProtocolBufferException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void given(PollActivityTaskQueueResponse task) {
        if (!task.getTaskToken().isEmpty()) {
            activities.put(task.getTaskToken(), task.getActivityType().getName());
            gate.given(worker, task.getActivityType().getName());
        }
    }

    /** Headers say who asks and with which version. */
    private static final class KeepHeaders implements ServerInterceptor {
        @Override
        public <Q, A> ServerCall.Listener<Q> interceptCall(
                ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
            return Contexts.interceptCall(Context.current().withValue(HEADERS, headers), call, headers, next);
        }
    }

    private static final class Bytes implements MethodDescriptor.Marshaller<byte[]> {
        @Override
        public InputStream stream(byte[] value) {
            return new ByteArrayInputStream(value);
        }

        @Override
        public byte[] parse(InputStream stream) {
            try {
                return stream.readAllBytes();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Override
    public void close() {
        server.shutdownNow();
        channel.shutdownNow();
    }
}
