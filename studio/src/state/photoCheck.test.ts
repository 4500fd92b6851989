import { deepEqual, equal, match } from '../testing/assert.ts';
import type { Limits } from '../api/types.ts';
import { checkPhoto, megabytes, tooManyPixels, typeNames } from './photoCheck.ts';

const LIMITS: Limits = {
  max_file_size: 10 * 1024 * 1024,
  allowed_types: ['image/jpeg', 'image/png', 'image/webp', 'image/gif'],
  max_side: 12_000,
  max_pixels: 50_000_000,
};

const file = (name: string, ...parts: BlobPart[]): File => new File(parts, name);
const JPEG = new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 0, 16]);
const PNG = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

async function refusal(photo: File, limits = LIMITS): Promise<string> {
  const checked = await checkPhoto(photo, limits);
  return checked.ok ? 'taken' : checked.why;
}

Deno.test('the bytes tell the type, whatever the name says', async () => {
  deepEqual(await checkPhoto(file('a.txt', JPEG), LIMITS), { ok: true, type: 'image/jpeg' });
  deepEqual(await checkPhoto(file('a.jpg', PNG), LIMITS), { ok: true, type: 'image/png' });
  deepEqual(await checkPhoto(file('a', 'RIFF1234WEBPVP8 '), LIMITS), { ok: true, type: 'image/webp' });
  deepEqual(await checkPhoto(file('a', 'GIF89a'), LIMITS), { ok: true, type: 'image/gif' });
});

Deno.test('text with the name of a picture is refused', async () => {
  match(await refusal(file('holiday.jpg', 'not a picture at all')), /“holiday.jpg” is not a photo/);
});

Deno.test('a RIFF file that is no WebP is refused', async () => {
  match(await refusal(file('song.wav', 'RIFF1234WAVEfmt ')), /not a photo/);
});

Deno.test('an iPhone picture gets advice', async () => {
  match(await refusal(file('IMG_1.HEIC', '\x00\x00\x00\x18ftypheic')), /Most Compatible/);
});

Deno.test('an empty file is called empty', async () => {
  match(await refusal(file('nothing.png')), /is empty/);
});

Deno.test('the limit itself is still allowed, one byte more is not', async () => {
  const filled = (size: number): File => file('a.jpg', JPEG, new Uint8Array(size - JPEG.length));
  equal(await refusal(filled(LIMITS.max_file_size)), 'taken');
  match(await refusal(filled(LIMITS.max_file_size + 1)), /the limit is 10 MB/);
});

Deno.test('what the server does not take is refused with what it takes', async () => {
  match(await refusal(file('a.gif', 'GIF89a'), { ...LIMITS, allowed_types: ['image/jpeg', 'image/png'] }), /JPEG or PNG/);
});

Deno.test('pixels are counted by side and in all', () => {
  equal(tooManyPixels(8000, 6000, LIMITS), null);
  match(tooManyPixels(12_001, 10, LIMITS) ?? '', /no side may be longer than 12000/);
  match(tooManyPixels(8000, 7000, LIMITS) ?? '', /56 megapixels; the limit is 50/);
});

Deno.test('sizes and types are said as people say them', () => {
  equal(megabytes(10 * 1024 * 1024), '10 MB');
  equal(megabytes(1_572_864), '1.5 MB');
  equal(typeNames(LIMITS), 'JPEG, PNG, WebP or GIF');
});
