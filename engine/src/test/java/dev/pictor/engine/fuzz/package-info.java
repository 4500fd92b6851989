/// Fuzzing: targets that take any bytes. As tests they run on their seeds; `docs/fuzzing.md` says
/// how to run them for hours under Jazzer.
package dev.pictor.engine.fuzz;
