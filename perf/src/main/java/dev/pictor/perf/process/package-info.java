/// Servers as processes, and what the kernel counts about them: memory and processor time of a
/// whole process tree, from `/proc`.
package dev.pictor.perf.process;
