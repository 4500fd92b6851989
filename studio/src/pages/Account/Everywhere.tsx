import { useState, type ReactElement } from 'react';
import { signOutEverywhere } from '../../api/account.ts';
import { Button } from '../../ui/Button.tsx';
import { Confirm } from '../../ui/Confirm.tsx';
import { Section } from '../../ui/Section.tsx';

/** For a phone that was lost. */
export function Everywhere({ onGone }: { onGone: () => void }): ReactElement {
  const [isAsking, setAsking] = useState(false);
  return (
    <Section title="Devices" about="When a device was lost, or you do not know who has signed in.">
      <div className="row">
        <Button onClick={() => setAsking(true)}>Sign out everywhere</Button>
      </div>
      {isAsking && (
        <Confirm
          title="Sign out everywhere?"
          text="All devices are signed out, this one too. API keys stay until they are revoked."
          verb="Sign out"
          refusal="Stay"
          onConfirm={async () => {
            await signOutEverywhere();
            onGone();
          }}
          onClose={() => setAsking(false)}
        />
      )}
    </Section>
  );
}
