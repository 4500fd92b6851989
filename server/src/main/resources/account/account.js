// The token leaves the address bar at once, so that nobody reads it over a shoulder or in a history.
const token = new URLSearchParams(location.search).get('token') ?? '';
const page = location.pathname.replace(/\/+$/, '').split('/').pop();
history.replaceState(null, '', location.pathname);

const PAGES = {
  confirm: { title: 'Confirm your address', lead: 'One click, and this address is yours here.', go: 'Confirm my address', to: '/api/v1/auth/confirm-email', done: 'Thank you. Your address is confirmed.' },
  email: { title: 'Use this address', lead: 'From now on you sign in with it.', go: 'Use this address', to: '/api/v1/auth/confirm-email', done: 'Done. This is your address now.' },
  reset: { title: 'Choose a new password', lead: 'At least 8 characters. All devices will be signed out.', go: 'Set the password', to: '/api/v1/auth/reset-password', done: 'Your new password is set. You can sign in with it now.' },
};
const words = PAGES[page] ?? PAGES.confirm;
const part = (id) => document.getElementById(id);
const wantsPassword = page === 'reset';

part('title').textContent = document.title = words.title;
part('lead').textContent = words.lead;
part('go').textContent = words.go;
part('field').hidden = !wantsPassword;
part('password').required = wantsPassword;

part('form').addEventListener('submit', async (event) => {
  event.preventDefault();
  part('go').disabled = true;
  part('said').textContent = '';
  try {
    const body = wantsPassword ? { token, password: part('password').value } : { token };
    const answer = await fetch(words.to, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (answer.ok) {
      part('form').hidden = true;
      part('said').textContent = words.done;
      return;
    }
    const problem = await answer.json();
    part('said').textContent =
      problem.errors?.map((each) => each.message).join(' ') ?? problem.detail ?? 'That did not work.';
  } catch {
    part('said').textContent = 'There was no answer. Check your connection and try again.';
  }
  part('go').disabled = false;
});
