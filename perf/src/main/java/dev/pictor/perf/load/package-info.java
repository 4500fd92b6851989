/// Many requests at once for little processor time of our own, since what we use the server lacks.
package dev.pictor.perf.load;
