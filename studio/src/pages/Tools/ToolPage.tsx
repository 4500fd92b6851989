import { useId, useState, type FormEvent, type ReactElement } from 'react';
import { Problem } from '../../api/http.ts';
import { createOperation } from '../../api/operations.ts';
import { photoUrl } from '../../api/uploads.ts';
import type { ReadyPhoto } from '../../state/photo.ts';
import { go, TOOLS as ALL_TOOLS, workLink } from '../../state/route.ts';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { PageTitle } from '../../ui/PageTitle.tsx';
import { Option } from './Option.tsx';
import { usePrice } from './price.ts';
import { Slot } from './Slot.tsx';
import { initialChoices, missingFor, paramsOf, pricedParams, toolOf, type Choices, type Tool } from './tools.ts';

export function ToolPage({ id }: { id: string }): ReactElement {
  const tool = toolOf(id);
  return tool ? <ToolBench tool={tool} /> : <NoTool />;
}

function NoTool(): ReactElement {
  return (
    <div className="opening">
      <PageTitle title="Not here">No such tool</PageTitle>
      <a className="button button-main" href={ALL_TOOLS}>
        All tools
      </a>
    </div>
  );
}

type Pictures = ReadonlyMap<string, ReadyPhoto>;

/** A tool with places for its pictures, its choices, and the button that starts it. */
function ToolBench({ tool }: { tool: Tool }): ReactElement {
  const [pictures, setPictures] = useState<Pictures>(new Map());
  const [choices, setChoices] = useState<Choices>(() => initialChoices(tool));
  const [attempt, setAttempt] = useState(() => crypto.randomUUID());
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const price = usePrice(tool.job, pricedParams(tool, choices));
  const priceId = useId();

  const changed = (): void => {
    setAttempt(crypto.randomUUID());
    setProblem(null);
  };
  const hang = (param: string, photo: ReadyPhoto | null): void => {
    setPictures((now) => {
      const next = new Map(now);
      if (photo === null) {
        next.delete(param);
      } else {
        next.set(param, photo);
      }
      return next;
    });
    changed();
  };
  const start = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (busy) {
      return;
    }
    const missing = missingFor(tool, keysOf(pictures), choices);
    if (missing !== null) {
      setProblem(missing);
      return;
    }
    setBusy(true);
    setProblem(null);
    try {
      const work = await createOperation(tool.job, paramsOf(tool, await addressesOf(pictures), choices), attempt);
      go(workLink(work.id));
    } catch (cause) {
      setProblem(Problem.of(cause).message);
      setBusy(false);
    }
  };

  return (
    <form className="tool" onSubmit={(event) => void start(event)} noValidate>
      <div className="tool-head">
        <PageTitle title={tool.title}>{tool.title}</PageTitle>
        <p className="lead">{tool.sentence}</p>
      </div>
      <div className="tool-slots" data-count={tool.slots.length}>
        {tool.slots.map((plan) => (
          <Slot key={plan.param} plan={plan} onPhoto={(photo) => hang(plan.param, photo)} />
        ))}
      </div>
      <div className="tool-options">
        {tool.options.map((plan) => (
          <Option
            key={plan.param}
            plan={plan}
            value={choices[plan.param] ?? plan.initial}
            onValue={(value) => {
              setChoices((now) => ({ ...now, [plan.param]: value }));
              changed();
            }}
          />
        ))}
        {problem && <Notice>{problem}</Notice>}
        <div className="row">
          <Button look="main" type="submit" busy={busy} aria-describedby={priceId}>
            {tool.verb}
          </Button>
          <span id={priceId} className="quiet">
            {price}
          </span>
        </div>
      </div>
    </form>
  );
}

const keysOf = (pictures: Pictures): Map<string, string> =>
  new Map([...pictures].map(([param, { key }]) => [param, key]));

/** Signed afresh: the photo may have hung here for an hour. */
async function addressesOf(pictures: Pictures): Promise<Map<string, string>> {
  const addresses = [...pictures].map(async ([param, { key }]) => [param, await photoUrl(key)] as const);
  return new Map(await Promise.all(addresses));
}
