/// One class per row of the table.
package dev.pictor.perf.rows;
