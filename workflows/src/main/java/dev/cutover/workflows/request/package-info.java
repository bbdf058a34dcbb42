/** What a person asks for: the start message, its defaults and its limits. */
package dev.cutover.workflows.request;
