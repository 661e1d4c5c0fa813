// Lists what the reader may read, and until when, in every block of the page that asks for it.

function until(endedAt) {
  if (!endedAt) return 'for good';
  return `until ${new Date(endedAt).toLocaleString('en-GB', { dateStyle: 'long', timeStyle: 'short' })}`;
}

function paragraph(className, text) {
  const element = document.createElement('p');
  element.className = className;
  element.textContent = text;
  return element;
}

function item(entitlement) {
  const element = document.createElement('li');
  element.className = 'list__item';
  element.append(paragraph('list__name', entitlement.resource.name), paragraph('list__detail', until(entitlement.ended_at)));
  return element;
}

async function entitlements() {
  const response = await fetch('/_fermata/api/entitlements', { headers: { accept: 'application/json' } });
  if (response.status === 401) return [];
  if (!response.ok) throw new Error(`entitlements: ${response.status}`);
  return (await response.json()).data;
}

async function fill(block) {
  const note = block.querySelector('[data-purchases-note]');
  const list = block.querySelector('[data-purchases-list]');
  try {
    const owned = await entitlements();
    list.replaceChildren(...owned.map(item));
    list.hidden = owned.length === 0;
    note.hidden = owned.length > 0;
    note.textContent = 'Nothing here yet. What you buy stands on this shelf.';
  } catch {
    note.hidden = false;
    note.textContent = 'Your shelf can’t be shown at the moment. Please try again in a minute.';
  }
}

const refresh = () => document.querySelectorAll('[data-purchases]').forEach(fill);

for (const change of ['allegro:purchase:completed', 'allegro:authenticated', 'allegro:logout']) {
  window.addEventListener(change, refresh);
}
refresh();
