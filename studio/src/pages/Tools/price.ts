import { useEffect, useState } from 'react';
import { quoteOf, type Params, type Quote } from '../../api/operations.ts';
import { useSettled } from '../Easel/useSettled.ts';
import { priceInWords } from './priceWords.ts';

/** How long an answer is good: the price hardly changes, the wait does. */
const GOOD_MS = 30_000;

const answers = new Map<string, { at: number; quote: Promise<Quote> }>();

function ask(key: string, job: string, params: Params): Promise<Quote> {
  const known = answers.get(key);
  if (known && Date.now() - known.at < GOOD_MS) {
    return known.quote;
  }
  const quote = quoteOf(job, params);
  answers.set(key, { at: Date.now(), quote });
  return quote;
}

/** What a job would cost and how long it would take; empty while nobody knows, and without parameters. */
export function usePrice(job: string, params: Params | null): string {
  const key = useSettled(JSON.stringify([job, params]));
  const [price, setPrice] = useState('');
  useEffect(() => {
    let isWanted = true;
    const [wanted, choices] = JSON.parse(key) as [string, Params | null];
    const show = (words: string): void => {
      if (isWanted) {
        setPrice(words);
      }
    };
    if (choices === null) {
      setPrice('');
    } else {
      // What is wrong with a choice is told when it is sent.
      ask(key, wanted, choices).then((quote) => show(priceInWords(quote)), () => show(''));
    }
    return () => {
      isWanted = false;
    };
  }, [key]);
  return price;
}
