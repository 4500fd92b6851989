/// The contract of the themed photo filter: its routes, wire records and words. See the README
/// beside this file.
package dev.pictor.compat.nursefilter;
