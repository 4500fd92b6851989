/// Restoring worn pictures: noise, blur and the blocks of JPEG compression, in faces first. What
/// ships with the engine invents nothing; nets that do, GFPGAN and CodeFormer, are used when an
/// operator has put them into the model folder.
package dev.pictor.engine.restore;
