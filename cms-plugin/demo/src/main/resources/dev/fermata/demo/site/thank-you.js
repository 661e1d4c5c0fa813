import { list } from './words.js';

const show = (id) => (document.getElementById(id).hidden = false);
const say = (headline, lead) => {
  document.getElementById('headline').textContent = headline;
  document.getElementById('lead').textContent = lead;
};

async function readable() {
  const response = await fetch('/_fermata/api/entitlements', { headers: { accept: 'application/json' } });
  return response.ok ? (await response.json()).data : [];
}

function failed() {
  say('Nothing was bought', 'The payment was not completed, and you have not been charged.');
  show('again');
}

function owned(all) {
  list(document.getElementById('entitlements'), all);
  show('bought');
}

function completed(allegro, { entitlements }) {
  const names = entitlements.map((entitlement) => entitlement.resource.name);
  say('Thank you', `You now have access to ${new Intl.ListFormat('en').format(names)}.`);
  owned(entitlements);
  if (!allegro.member.isAuthenticated()) show('mailed');
}

/** The page was opened, or loaded again, without news from a checkout. */
async function quiet() {
  const all = await readable();
  if (all.length) {
    say('All is well', 'This is what you own.');
    owned(all);
  } else {
    say('No order here', 'There is nothing to confirm on this page.');
    show('again');
  }
}

window.allegro.push(async (allegro) => {
  const result = await allegro.purchase.result();
  if (!result) return quiet();
  return result.status === 'completed' ? completed(allegro, result) : failed();
});
