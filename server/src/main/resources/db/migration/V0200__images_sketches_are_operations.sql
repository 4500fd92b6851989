-- A sketch is one operation among others: its job's arguments and result take the form of all.

update job set args = jsonb_build_object(
  'version', 1,
  'steps', jsonb_build_array(jsonb_build_object(
    'operation', 'sketch',
    'params', jsonb_build_object(
      'style', args->'style', 'method', args->'method', 'intensity', args->'intensity'),
    'inputs', jsonb_build_object('input', args->'source'))),
  'output', jsonb_build_object('format', 'jpeg', 'quality', 92),
  'provider', 'auto',
  'metadata', '{}'::jsonb,
  'pictures', jsonb_build_array(args->'source'),
  'name', args->'name')
where kind = 'sketch' and args ? 'source';

update job set result = jsonb_build_object(
  'artifacts', jsonb_build_array(jsonb_build_object(
    'id', gen_random_uuid(),
    'type', 'image',
    'key', result->'key',
    'preview', result->'thumbnail',
    'width', result->'width',
    'height', result->'height',
    'size', coalesce((select size from storage_object where key = job.result->>'key'), 0),
    'mime_type', 'image/jpeg',
    'sha256', coalesce((select sha256 from storage_object where key = job.result->>'key'), ''))),
  'provider', 'local',
  'used', jsonb_build_array(jsonb_build_object('step', 'sketch', 'model', 'builtin')),
  'millis', result->'millis')
where kind = 'sketch' and result ? 'key';
