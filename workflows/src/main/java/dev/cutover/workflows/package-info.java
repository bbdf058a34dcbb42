/** The deployment as a story: the workflow, and what people can say to it. */
package dev.cutover.workflows;
