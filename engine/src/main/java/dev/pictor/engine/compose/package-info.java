/// Thumbnails: a person cut out of a photograph, a background, a headline that can be read on a
/// phone, put together as a designer would for the platform they are meant for.
package dev.pictor.engine.compose;
