import { useState, type ReactElement } from 'react';
import { deleteAccount, getAccount, type Erasure } from '../../api/account.ts';
import { useAnswer } from '../../state/useAnswer.ts';
import { useSubmit } from '../../state/useSubmit.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Section } from '../../ui/Section.tsx';
import { Proof, proofIn } from './Proof.tsx';

export function DeleteAccount({ onDeleted }: { onDeleted: (report: Erasure) => void }): ReactElement {
  const [isAsking, setAsking] = useState(false);
  return (
    <Section title="Delete the account" about="Nothing of it can be brought back.">
      <div className="row">
        <Button icon="trash" onClick={() => setAsking(true)}>
          Delete my account
        </Button>
      </div>
      {isAsking && (
        <Dialog title="Delete everything?" onClose={() => setAsking(false)}>
          {(close) => <Question onDeleted={onDeleted} close={close} />}
        </Dialog>
      )}
    </Section>
  );
}

function Question({ onDeleted, close }: { onDeleted: (report: Erasure) => void; close: () => void }): ReactElement {
  const account = useAnswer(getAccount);
  const { busy, onSubmit, problemOf, general } = useSubmit(['password'], async (form) =>
    onDeleted(await deleteAccount(proofIn(form, 'password'))),
  );
  return (
    <form className="leaf" aria-label="Delete the account" onSubmit={onSubmit}>
      <p>
        Your photos, drawings, jobs and projects, your API keys, mails and credits go, and the account itself. What the books need
        stays without your name. You get a report of all that.
      </p>
      {general && <Notice>{general}</Notice>}
      <Proof account={account.value} name="password" label="Password" autoFocus problem={problemOf('password')} />
      <div className="row">
        <Button onClick={close}>Keep it</Button>
        <Button look="danger" type="submit" busy={busy}>
          Delete for good
        </Button>
      </div>
    </form>
  );
}
