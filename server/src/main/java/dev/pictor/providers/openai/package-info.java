/// OpenAI's Images API: edits and generations that answer with the picture, partial ones on the
/// way.
package dev.pictor.providers.openai;
