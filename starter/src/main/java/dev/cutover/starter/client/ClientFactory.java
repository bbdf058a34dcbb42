package dev.cutover.starter.client;

/** Opens a connection when a command needs one. */
@FunctionalInterface
public interface ClientFactory {
    /** A connection that has been tried; throws {@link dev.cutover.starter.Problem} when Temporal does not answer. */
    DeploymentClient open();
}
