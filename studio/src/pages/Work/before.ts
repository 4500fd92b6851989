import type { Operation } from '../../api/operations.ts';
import { toolOfJob } from '../Tools/tools.ts';

/** The address of the picture that the result can be laid over; null when there is none. */
export function beforeOf(work: Operation): string | null {
  const param = toolOfJob(work.job_type)?.before;
  const address = param ? work.params?.[param] : undefined;
  return typeof address === 'string' ? address : null;
}
