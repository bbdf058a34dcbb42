/** Whether green is ready: the verdict on one reading (P3), and the wait for it. */
package dev.cutover.activities.readiness;
