package dev.cutover.starter.temporalserver;

import dev.cutover.starter.ExitCode;
import dev.cutover.starter.Problem;
import io.grpc.Server;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.temporal.internal.testservice.GRPCServerHelper;
import io.temporal.internal.testservice.TestServicesStarter;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;

/**
 * Temporal's test server inside this process: for machines without the real one. No Web UI, no lists. Bound to the loopback
 * interface, which the ready-made server of the testing library is not.
 */
public final class InProcessServer implements TemporalServer {
    private final TestServicesStarter services;
    private final Server server;

    private InProcessServer(TestServicesStarter services, Server server) {
        this.services = services;
        this.server = server;
    }

    /** Starts it. */
    public static InProcessServer start(int port) {
        TestServicesStarter services = new TestServicesStarter(true, 0);
        NettyServerBuilder builder =
                NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        GRPCServerHelper.registerServicesAndHealthChecks(services.getServices(), builder);
        try {
            return new InProcessServer(services, builder.build().start());
        } catch (IOException e) {
            services.close();
            throw new Problem(
                    ExitCode.USAGE,
                    "The in-process Temporal server cannot listen on port " + port + ": " + e.getMessage(),
                    e);
        }
    }

    @Override
    public String address() {
        return "127.0.0.1:" + server.getPort();
    }

    @Override
    public Optional<String> webUi() {
        return Optional.empty();
    }

    @Override
    public void close() {
        server.shutdownNow();
        services.close();
    }
}
