import { useId, type ReactElement } from 'react';
import { Field } from '../../ui/Field.tsx';
import { ThemeChoice } from './ThemeChoice.tsx';
import type { OptionPlan } from './tools.ts';

type Value = string | number | boolean;

interface OptionProps {
  plan: OptionPlan;
  value: Value;
  onValue: (value: Value) => void;
}

export function Option({ plan, value, onValue }: OptionProps): ReactElement {
  switch (plan.kind) {
    case 'strength':
      return <Strength label={plan.label} value={Number(value)} onValue={onValue} />;
    case 'choice':
      return <Choice label={plan.label} choices={plan.choices} value={value} onValue={onValue} />;
    case 'switch':
      return (
        <label className="switch">
          <input type="checkbox" checked={value === true} onChange={(event) => onValue(event.target.checked)} />
          <span>{plan.label}</span>
        </label>
      );
    case 'words':
      return (
        <Field
          label={plan.label}
          value={String(value)}
          maxLength={plan.most}
          placeholder={plan.example}
          dir="auto"
          onChange={(event) => onValue(event.target.value)}
        />
      );
    case 'theme':
      return <ThemeChoice label={plan.label} value={String(value)} onValue={onValue} />;
  }
}

function Strength({ label, value, onValue }: { label: string; value: number; onValue: (value: number) => void }): ReactElement {
  const percent = Math.round(value * 100);
  return (
    <label className="strength">
      <span>{label}</span>
      <input
        type="range"
        min={0}
        max={1}
        step={0.05}
        value={value}
        aria-valuetext={`${percent} percent`}
        onChange={(event) => onValue(Number(event.target.value))}
      />
      <output>{percent} %</output>
    </label>
  );
}

interface ChoiceProps {
  label: string;
  choices: [value: string | number, name: string][];
  value: Value;
  onValue: (value: Value) => void;
}

/** Few enough to see them all at once. */
function Choice({ label, choices, value, onValue }: ChoiceProps): ReactElement {
  const name = useId();
  return (
    <fieldset className="choice">
      <legend>{label}</legend>
      <div className="choice-row">
        {choices.map(([each, text]) => (
          <label key={each}>
            <input type="radio" name={name} checked={each === value} onChange={() => onValue(each)} />
            <span>{text}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
