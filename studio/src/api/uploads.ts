import { call, Problem } from './http.ts';
import type { StoredPhoto, UploadTicket } from './types.ts';

/** Asks for a signed address, puts the photo there, and has the server look at what arrived. */
export async function upload(
  photo: File,
  type: string,
  onProgress: (fraction: number) => void,
  signal: AbortSignal,
): Promise<StoredPhoto> {
  const ticket = await call<UploadTicket>('POST', '/api/upload/presigned-url', {
    body: { filename: photo.name, content_type: type, file_size: photo.size },
    signal,
  });
  await put(ticket, photo, onProgress, signal);
  return call('POST', '/api/upload/confirm', { body: { key: ticket.key }, signal });
}

export async function photoUrl(key: string): Promise<string> {
  const path = key.split('/').map(encodeURIComponent).join('/');
  const answer = await call<{ download_url: string }>('GET', `/api/upload/download-url/${path}`);
  return answer.download_url;
}

/** XMLHttpRequest and not fetch: only it tells how much has been sent. */
function put(
  ticket: UploadTicket,
  photo: File,
  onProgress: (fraction: number) => void,
  signal: AbortSignal,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const form = ticket.fields ? formOf(ticket.fields, photo) : null;
    request.open(form ? 'POST' : (ticket.method ?? 'PUT'), ticket.upload_url);
    if (!form) {
      headersOf(ticket).forEach(([name, value]) => request.setRequestHeader(name, value));
    }
    request.upload.onprogress = (event) => event.lengthComputable && onProgress(event.loaded / event.total);
    request.onload = () => (request.status < 300 ? resolve() : reject(refused(request)));
    request.onerror = () => reject(Problem.offline());
    request.onabort = () => reject(new DOMException('The upload was stopped.', 'AbortError'));
    signal.addEventListener('abort', () => request.abort(), { once: true });
    request.send(form ?? photo);
  });
}

/** The browser sets these two itself and refuses to have them set. */
function headersOf(ticket: UploadTicket): [string, string][] {
  return Object.entries(ticket.headers ?? {}).filter(([name]) => !/^(host|content-length)$/i.test(name));
}

function formOf(fields: Record<string, string>, photo: File): FormData {
  const form = new FormData();
  Object.entries(fields).forEach(([name, value]) => form.append(name, value));
  // S3 ignores every field that comes after the file.
  form.append('file', photo);
  return form;
}

function refused(request: XMLHttpRequest): Problem {
  let detail = `The photo could not be stored (${request.status}). Try again.`;
  try {
    const body = JSON.parse(request.responseText) as { detail?: unknown };
    detail = typeof body.detail === 'string' ? body.detail : detail;
  } catch {
    // An S3 store answers in XML, which is of no use to a person.
  }
  return new Problem(detail, request.status, 'upload_refused');
}
