/// The command line: every operation of the engine on files, without a server or a database. It
/// reads the same table of operations as HTTP does.
package dev.pictor.cli;
