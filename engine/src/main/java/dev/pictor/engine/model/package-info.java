/// The neural nets of the engine: which there are (those that ship and those that an operator
/// added), that their files are the right ones, and running them. What their numbers mean is known
/// to the packages that use them.
package dev.pictor.engine.model;
