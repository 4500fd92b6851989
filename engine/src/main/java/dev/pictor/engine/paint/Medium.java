package dev.pictor.engine.paint;

/// What strokes are made with: a brush of hairs or a stick of chalk.
public sealed interface Medium permits Brush, Chalk {}
