import type { Quote } from '../../api/operations.ts';

const count = (credits: number): string => (credits === 1 ? '1 credit' : `${credits} credits`);

/** "2 credits, about 5 s"; without credits where they are switched off, without a time where nobody knows it. */
export function priceInWords({ cost_credits, balance, missing, waiting }: Quote): string {
  const said: string[] = [];
  if (balance >= 0) {
    said.push(cost_credits === 0 ? 'free' : count(cost_credits));
  }
  if (missing > 0) {
    said.push(`you have ${balance}`);
  } else if (waiting.seconds !== null) {
    said.push(waiting.seconds < 120 ? `about ${waiting.seconds} s` : `about ${Math.round(waiting.seconds / 60)} min`);
  }
  return said.join(', ');
}
