/// Themes: looks that dress everybody in a picture. Each is data and drawings; the mesh of the face
/// poses them, the light of the picture falls on them, and a grade sets the mood.
package dev.pictor.engine.theme;
