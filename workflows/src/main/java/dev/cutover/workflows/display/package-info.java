/** What people see of a running deployment: the commands they may type next, current details, search attributes. */
package dev.cutover.workflows.display;
