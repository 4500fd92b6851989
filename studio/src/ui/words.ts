/** How times and sizes are said everywhere. */

const STEPS: readonly [unit: Intl.RelativeTimeFormatUnit, seconds: number][] = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
];

const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });

/** “3 minutes ago”, “yesterday”, “in 2 months”; less than a minute is “just now”. */
export function fromNow(time: string, now: number = Date.now()): string {
  const seconds = (Date.parse(time) - now) / 1000;
  const [unit, length] = STEPS.find(([, each]) => Math.abs(seconds) >= each) ?? ['second', 0];
  return length === 0 ? 'just now' : relative.format(Math.trunc(seconds / length), unit);
}

export function day(time: string): string {
  return new Date(time).toLocaleDateString(undefined, { dateStyle: 'medium' });
}

export function moment(time: string): string {
  return new Date(time).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'short' });
}

const SIZES = ['bytes', 'kB', 'MB', 'GB', 'TB'];

/** Binary units, as the limits are counted: 1.5 MB are 1 572 864 bytes. */
export function size(bytes: number): string {
  if (bytes === 1) {
    return '1 byte';
  }
  const step = bytes < 1 ? 0 : Math.min(SIZES.length - 1, Math.floor(Math.log2(bytes) / 10));
  return `${(bytes / 1024 ** step).toFixed(1).replace(/\.0$/, '')} ${SIZES[step]}`;
}

/** “1 file”, “2 files”. */
export function count(number: number, one: string, many = `${one}s`): string {
  return `${number.toLocaleString()} ${number === 1 ? one : many}`;
}
