/// The Pictoora contract: a picture-book shop uploads a child's photo and a page, has the child put
/// into the page, and asks how far it is. Everything is answered in an envelope. The README beside
/// this file says what is honoured and what differs.
package dev.pictor.compat.pictoora;
