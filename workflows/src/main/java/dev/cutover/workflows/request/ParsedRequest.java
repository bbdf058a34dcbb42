package dev.cutover.workflows.request;

import java.util.List;

/** What came of reading a start message. */
public sealed interface ParsedRequest {
    /** A request with every default filled in. */
    record Understood(DeploymentRequest request) implements ParsedRequest {}

    /**
     * Not a request.
     *
     * @param problems everything that is wrong with it, one whole sentence each
     */
    record Refused(List<String> problems) implements ParsedRequest {}
}
