import { call } from './http.ts';
import type { Looks, Sketch, SketchPage } from './types.ts';

/** One of the 21 looks at one strength. */
export interface Look {
  style: string;
  method: string;
  intensity: number;
}

export const availableLooks = (): Promise<Looks> => call('GET', '/api/sketch/styles/available');

/** The same `attempt` twice makes one sketch, so a request may be repeated after a lost answer. */
export const createSketch = (key: string, look: Look, attempt: string): Promise<Sketch> =>
  call('POST', '/api/sketch/create', { body: { key, ...look }, headers: { 'Idempotency-Key': attempt } });

export const getSketch = (id: string): Promise<Sketch> => call('GET', `/api/sketch/${encodeURIComponent(id)}`);

export const cancelSketch = (id: string): Promise<Sketch> =>
  call('POST', `/api/sketch/${encodeURIComponent(id)}/cancel`);

export const deleteSketch = (id: string): Promise<void> => call('DELETE', `/api/sketch/${encodeURIComponent(id)}`);

export function listSketches(limit: number, cursor: string | null, style: string | null): Promise<SketchPage> {
  const query = new URLSearchParams({ limit: String(limit) });
  if (cursor !== null) {
    query.set('cursor', cursor);
  }
  if (style !== null) {
    query.set('style', style);
  }
  return call('GET', `/api/sketch/?${query}`);
}

/** The address of a small picture, about 320 px on its long side, of that very photo in that look. */
export function previewUrl(key: string, look: Look): string {
  const query = new URLSearchParams({
    key,
    style: look.style,
    method: look.method,
    intensity: look.intensity.toFixed(2),
  });
  return `/api/sketch/preview?${query}`;
}
