/// Book pages with somebody of one's own in them: the face of a photograph goes onto a face of an
/// illustration, in the medium, the colours and the lines of the page. Photographed pages get a
/// face swap.
package dev.pictor.engine.book;
