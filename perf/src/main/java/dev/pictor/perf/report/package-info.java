/// The table on the screen and the file that is kept.
package dev.pictor.perf.report;
