/// Projects, their pictures, and conversations about them: MugShot's nouns, open to every surface.
/// A project is what a thumbnail shall be; `images` makes it.
package dev.pictor.projects;
