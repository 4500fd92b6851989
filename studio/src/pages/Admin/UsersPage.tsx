import { useCallback, useState, type ReactElement } from 'react';
import { changeUser, listUsers } from '../../api/admin.ts';
import type { Account } from '../../api/account.ts';
import { userLink } from '../../state/route.ts';
import { usePages } from '../../state/usePages.ts';
import { useWorkshop } from '../../state/workshop.tsx';
import { announce } from '../../ui/announce.tsx';
import { Button } from '../../ui/Button.tsx';
import { Confirm } from '../../ui/Confirm.tsx';
import { Field } from '../../ui/Field.tsx';
import { PageList } from '../../ui/PageList.tsx';
import { day } from '../../ui/words.ts';
import { AdminHead } from './AdminHead.tsx';

interface Wish {
  account: Account;
  change: { role?: string; disabled?: boolean };
  title: string;
  text: string;
  verb: string;
}

/** Who is here, and who may what. */
export function UsersPage(): ReactElement {
  const [query, setQuery] = useState('');
  const ask = useCallback((cursor: string | null) => listUsers(query, cursor), [query]);
  const users = usePages(ask);
  const [wish, setWish] = useState<Wish | null>(null);
  const fulfil = async ({ account, change }: Wish): Promise<void> => {
    users.replace(await changeUser(account.id, change));
    announce('Done.');
  };
  return (
    <div className="admin">
      <AdminHead page="users" title="Users" />
      <search className="leaf">
        <form
          className="row finder"
          onSubmit={(event) => {
            event.preventDefault();
            setQuery(String(new FormData(event.currentTarget).get('q')).trim());
          }}
        >
          <Field label="Find by address or username" name="q" type="search" autoComplete="off" maxLength={200} />
          <Button type="submit">Find</Button>
        </form>
      </search>
      <PageList pages={users} empty={query === '' ? 'Nobody is here yet.' : 'Nobody has that in the address or username.'}>
        {(account) => <UserEntry key={account.id} account={account} onWish={setWish} />}
      </PageList>
      {wish && (
        <Confirm
          title={wish.title}
          text={wish.text}
          verb={wish.verb}
          refusal="Never mind"
          onConfirm={() => fulfil(wish)}
          onClose={() => setWish(null)}
        />
      )}
    </div>
  );
}

function UserEntry({ account, onWish }: { account: Account; onWish: (wish: Wish) => void }): ReactElement {
  const { user } = useWorkshop();
  const name = account.username ?? account.email ?? account.id;
  const isClosed = account.disabled_at !== null;
  return (
    <li className={isClosed ? 'entry is-over' : 'entry'}>
      <div className="entry-words">
        <h2>
          <a href={userLink(account.id)}>{name}</a>
        </h2>
        {account.email !== null && account.username !== null && <p className="hint">{account.email}</p>}
        <p className="hint">{factsOf(account)}</p>
      </div>
      {account.id === user.id ? (
        <p className="hint">You</p>
      ) : (
        <div className="row">
          <Button look="bare" aria-label={`${roleVerb(account)}: ${name}`} onClick={() => onWish(roleWish(account, name))}>
            {roleVerb(account)}
          </Button>
          <Button look="bare" aria-label={`${isClosed ? 'Open' : 'Close'}: ${name}`} onClick={() => onWish(doorWish(account, name))}>
            {isClosed ? 'Open' : 'Close'}
          </Button>
        </div>
      )}
    </li>
  );
}

function factsOf(account: Account): string {
  const facts = [account.role === 'admin' ? `Admin, since ${day(account.created_at)}` : `Since ${day(account.created_at)}`];
  if (account.email !== null && !account.email_confirmed) {
    facts.push('address not confirmed');
  }
  if (account.disabled_at !== null) {
    facts.push(`closed on ${day(account.disabled_at)}`);
  }
  return `${facts.join(', ')}.`;
}

const roleVerb = ({ role }: Account): string => (role === 'admin' ? 'Take admin away' : 'Make admin');

function roleWish(account: Account, name: string): Wish {
  const isAdmin = account.role === 'admin';
  return {
    account,
    change: { role: isAdmin ? 'user' : 'admin' },
    title: isAdmin ? 'No admin any more?' : 'Make an admin?',
    text: isAdmin ? `${name} keeps the account and loses these pages.` : `${name} sees all mails and users, and may change them.`,
    verb: roleVerb(account),
  };
}

function doorWish(account: Account, name: string): Wish {
  const isClosed = account.disabled_at !== null;
  return {
    account,
    change: { disabled: !isClosed },
    title: isClosed ? 'Open the account again?' : 'Close the account?',
    text: isClosed ? `${name} may sign in again.` : `${name} is signed out everywhere and refused. Nothing is deleted.`,
    verb: isClosed ? 'Open it' : 'Close it',
  };
}
