/// A RunPod serverless endpoint with a worker of the worker-comfyui 5 line: the same templates as
/// on a ComfyUI server, pictures inside the order or by link.
package dev.pictor.providers.runpod;
