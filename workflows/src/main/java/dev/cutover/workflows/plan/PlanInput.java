package dev.cutover.workflows.plan;

import dev.cutover.workflows.request.DeploymentRequest;

/**
 * What planning needs.
 *
 * @param deployment the deployment's id
 * @param workflowId id of the workflow, recorded as the owner of green
 * @param request the request with its defaults
 */
public record PlanInput(String deployment, String workflowId, DeploymentRequest request) {}
