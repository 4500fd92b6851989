/// What `./pictor bench` measures: the product as it is started by anybody, from outside.
///
/// A [Row] promises something with a number in it and measures it. `process` starts servers and
/// reads what the kernel counted about them, `load` makes requests and records how long they took,
/// `report` prints and keeps the outcome. On a machine that does other work too, processor seconds
/// and medians are worth more than wall time; both are kept.
package dev.pictor.perf;
