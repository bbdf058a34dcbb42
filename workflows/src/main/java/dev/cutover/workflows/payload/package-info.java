/** How values travel through Temporal: as plain JSON that anybody can read, unless they are too large for it. */
package dev.cutover.workflows.payload;
