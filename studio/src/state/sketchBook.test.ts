import { deepEqual, equal } from '../testing/assert.ts';
import type { Sketch, TaskUpdate } from '../api/types.ts';
import { SketchBook } from './sketchBook.ts';

const sketch = (change: Partial<Sketch> = {}): Sketch => ({
  id: 's1',
  task_id: 't1',
  style: 'INK',
  method: 'BASIC',
  intensity: 0.8,
  status: 'pending',
  progress: 0,
  original_url: null,
  sketch_url: null,
  thumbnail_url: null,
  download_url: null,
  width: null,
  height: null,
  created_at: '2026-01-01T00:00:00Z',
  completed_at: null,
  error: null,
  processing_time_ms: null,
  ...change,
});

const update = (change: Partial<TaskUpdate> = {}): TaskUpdate => ({
  type: 'task_update',
  task_id: 't1',
  job_id: 's1',
  status: 'processing',
  progress: 40,
  phase: null,
  at: '2026-01-01T00:00:01Z',
  seq: 1,
  ...change,
});

Deno.test('an update moves the sketch and tells whoever listens', () => {
  const book = new SketchBook();
  book.put(sketch());
  let told = 0;
  book.subscribe(() => (told += 1));
  equal(book.apply(update())?.progress, 40);
  equal(book.get('s1')?.status, 'processing');
  equal(told, 1);
});

Deno.test('an update of a sketch that is none of ours changes nothing', () => {
  equal(new SketchBook().apply(update()), undefined);
});

Deno.test('a finished sketch stays finished whatever comes late', () => {
  const book = new SketchBook();
  book.put(sketch({ status: 'completed', progress: 100 }));
  book.apply(update({ progress: 60 }));
  book.put(sketch({ status: 'processing', progress: 60 }));
  equal(book.get('s1')?.status, 'completed');
  equal(book.get('s1')?.progress, 100);
});

Deno.test('a failure keeps its reason', () => {
  const book = new SketchBook();
  const error = { code: 'engine', message: 'No.', retryable: true };
  book.put(sketch());
  book.apply(update({ status: 'failed', error }));
  deepEqual(book.get('s1')?.error, error);
});

Deno.test('only what is not finished is asked for after a break', () => {
  const book = new SketchBook();
  book.put(sketch());
  book.put(sketch({ id: 's2', task_id: 't2', status: 'failed' }));
  deepEqual(
    book.unfinished().map(({ id }) => id),
    ['s1'],
  );
});
