/// The OneShot contract as far as jobs go: its routes, wire records and words. See the README
/// beside this file.
package dev.pictor.compat.oneshot;
