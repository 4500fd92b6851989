/// ComfyUI servers of the operator: templates are filled in, queued, watched over a WebSocket with
/// polling behind it, and their pictures fetched.
package dev.pictor.providers.comfy;
