/** What a deployment has made: whoever clears up after one that was terminated asks for it. */
package dev.cutover.workflows.belongings;
