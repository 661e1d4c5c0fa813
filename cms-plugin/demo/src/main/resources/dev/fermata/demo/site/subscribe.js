import { duration, money } from './words.js';

const offers = document.querySelectorAll('[data-offer]');
const template = document.getElementById('term');
const loading = document.getElementById('loading');
const problem = document.getElementById('problem');

function card(term) {
  const card = template.content.cloneNode(true);
  card.querySelector('.term__name').textContent = term.name;
  card.querySelector('.term__price').textContent = term.price ? money(term.price) : 'free';
  card.querySelector('.term__duration').textContent = duration(term.duration);
  card.querySelector('.term__resources').append(
    ...term.resources.map((resource) => {
      const item = document.createElement('li');
      item.textContent = resource.name;
      return item;
    }),
  );
  const button = card.querySelector('button');
  button.textContent = `Buy ${term.name}`;
  button.dataset.term = term.id;
  button.addEventListener('click', () => buy(term.id));
  return card;
}

function buy(termId) {
  problem.hidden = true;
  hold(true);
  window.allegro.push(async (allegro) => {
    try {
      await allegro.purchase.initiate(termId, new URL('/thank-you.html', location.href).href);
    } catch (error) {
      hold(false);
      tell(error);
    }
  });
}

function hold(held) {
  for (const button of document.querySelectorAll('.term button')) button.disabled = held;
}

function tell(error) {
  const owned = error.body?.code === 'already-entitled';
  problem.textContent = owned
    ? 'You own this already. It is listed in your account.'
    : (error.body?.detail ?? 'The checkout could not be opened. Please try again.');
  problem.hidden = false;
}

// Back from the checkout, a browser may show this page as it was left.
window.addEventListener('pageshow', (event) => {
  if (event.persisted) hold(false);
});

async function show(list) {
  const response = await fetch(`/_fermata/api/offers/${list.dataset.offer}`);
  if (!response.ok) throw new Error(`${list.dataset.offer}: ${response.status}`);
  const offer = await response.json();
  list.replaceChildren(...offer.terms.map(card));
}

try {
  await Promise.all([...offers].map(show));
} catch {
  tell({ body: { detail: 'Not everything can be shown at the moment. Please try again in a minute.' } });
}
loading.hidden = true;
