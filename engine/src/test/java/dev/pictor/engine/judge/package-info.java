/// A face recognition net that judges results in tests. It is never shipped: the engine recognises
/// nobody.
package dev.pictor.engine.judge;
