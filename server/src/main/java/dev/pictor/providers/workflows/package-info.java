/// Graphs of ComfyUI as templates with typed parameters: a file with the graph as ComfyUI's "Save
/// (API format)" writes it, and a manifest that says which steps it serves and where in it pictures
/// and values go. ComfyUI servers and RunPod workers run the same ones.
package dev.pictor.providers.workflows;
