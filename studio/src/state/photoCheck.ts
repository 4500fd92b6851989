import type { Limits } from '../api/types.ts';

export type PhotoType = 'image/jpeg' | 'image/png' | 'image/webp' | 'image/gif';

/** Either the type that the bytes themselves tell, or what to say to the person. */
export type Checked = { ok: true; type: PhotoType } | { ok: false; why: string };

/** What the server would refuse is said here, before anything is sent. */
export async function checkPhoto(file: File, limits: Limits): Promise<Checked> {
  if (file.size === 0) {
    return no(`“${file.name}” is empty.`);
  }
  const head = new Uint8Array(await file.slice(0, 16).arrayBuffer());
  const type = typeOf(head);
  if (type === null) {
    return no(isHeic(head) ? heicAdvice(file.name) : `“${file.name}” is not a photo that can be read. Choose a ${typeNames(limits)}.`);
  }
  if (!limits.allowed_types.includes(type)) {
    return no(`“${file.name}” is a ${nameOf(type)}. Here it has to be a ${typeNames(limits)}.`);
  }
  if (file.size > limits.max_file_size) {
    return no(`“${file.name}” has ${megabytes(file.size)}; the limit is ${megabytes(limits.max_file_size)}.`);
  }
  return { ok: true, type };
}

/** Null when the size is fine. */
export function tooManyPixels(width: number, height: number, limits: Limits): string | null {
  if (Math.max(width, height) > limits.max_side) {
    return `This photo is ${width} × ${height} pixels; no side may be longer than ${limits.max_side}.`;
  }
  if (width * height > limits.max_pixels) {
    const most = Math.round(limits.max_pixels / 1e6);
    return `This photo has ${Math.round((width * height) / 1e6)} megapixels; the limit is ${most}.`;
  }
  return null;
}

export function typeOf(head: Uint8Array): PhotoType | null {
  const text = String.fromCharCode(...head);
  if (text.startsWith('\xff\xd8\xff')) {
    return 'image/jpeg';
  }
  if (text.startsWith('\x89PNG\r\n\x1a\n')) {
    return 'image/png';
  }
  if (text.startsWith('GIF8')) {
    return 'image/gif';
  }
  return text.startsWith('RIFF') && text.slice(8, 12) === 'WEBP' ? 'image/webp' : null;
}

export function typeNames(limits: Limits): string {
  const names = limits.allowed_types.map(nameOf);
  const last = names.pop() ?? '';
  return names.length === 0 ? last : `${names.join(', ')} or ${last}`;
}

/** Binary megabytes, for that is what the limit (10485760 bytes) is counted in. */
export function megabytes(bytes: number): string {
  return `${(bytes / (1024 * 1024)).toFixed(1).replace(/\.0$/, '')} MB`;
}

function nameOf(type: string): string {
  return type === 'image/webp' ? 'WebP' : type.replace('image/', '').toUpperCase();
}

function isHeic(head: Uint8Array): boolean {
  return /^....ftyp(heic|heix|mif1|heif|hevc|avif)/s.test(String.fromCharCode(...head));
}

function heicAdvice(name: string): string {
  return `“${name}” is a HEIC or AVIF picture. Save it as a JPEG first (on an iPhone: Settings, Camera, Formats, Most Compatible).`;
}

const no = (why: string): Checked => ({ ok: false, why });
