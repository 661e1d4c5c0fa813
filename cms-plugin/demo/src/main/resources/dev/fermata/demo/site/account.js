import { list } from './words.js';

const element = (id) => document.getElementById(id);
const show = (id, shown = true) => (element(id).hidden = !shown);

async function read(path) {
  const response = await fetch(`/_fermata/api/${path}`, { headers: { accept: 'application/json' } });
  if (response.status === 401) return { data: [] };
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  return response.json();
}

async function refresh() {
  const session = await read('session');
  const entitlements = (await read('entitlements')).data;
  const member = session.audience_member;
  element('email').textContent = member?.email ?? '';
  list(element('entitlements'), entitlements);
  show('member', Boolean(member));
  show('leave', Boolean(member));
  show('identified', Boolean(member) && !session.session?.authenticated_at);
  show('entitlements', entitlements.length > 0);
  show('nothing', entitlements.length === 0);
  show('stranger', !session.session?.authenticated_at);
}

function attempt(action) {
  show('problem', false);
  return action().catch(() => {
    element('problem').textContent = 'That did not work just now. Please try again in a minute.';
    show('problem');
  });
}

element('sign-in').addEventListener('submit', (event) => {
  event.preventDefault();
  const email = new FormData(event.target).get('email');
  window.allegro.push((allegro) =>
    attempt(async () => {
      await allegro.member.requestMagicLink(email, location.href);
      show('sent');
    }),
  );
});

element('sign-out').addEventListener('click', () => {
  window.allegro.push((allegro) => attempt(() => allegro.member.logout()));
});

for (const change of ['allegro:authenticated', 'allegro:logout']) {
  window.addEventListener(change, () => attempt(refresh));
}

await attempt(refresh);
show('loading', false);
