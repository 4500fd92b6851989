// Deno's own assertions would have to be fetched over the network, and these are all we need.

export function equal(actual: unknown, expected: unknown): void {
  if (!Object.is(actual, expected)) {
    fail(actual, expected);
  }
}

/** For plain data: what reads the same as JSON is the same. */
export function deepEqual(actual: unknown, expected: unknown): void {
  if (JSON.stringify(actual) !== JSON.stringify(expected)) {
    fail(actual, expected);
  }
}

export function match(actual: string, expected: RegExp): void {
  if (!expected.test(actual)) {
    fail(actual, String(expected));
  }
}

function fail(actual: unknown, expected: unknown): never {
  throw new Error(`expected ${JSON.stringify(expected)} but was ${JSON.stringify(actual)}`);
}
