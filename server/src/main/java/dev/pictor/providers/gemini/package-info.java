/// Google's Gemini API: `generateContent` of models that answer with pictures.
package dev.pictor.providers.gemini;
