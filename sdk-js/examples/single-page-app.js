import { AllegroApiError, createAllegro } from '@fermata/sdk';

// Before the router starts, so that it never sees the purchase parameters.
const allegro = createAllegro({ apiUrl: '/_fermata/', pageView: false });

async function showRoute() {
  const main = document.querySelector('main');
  main.textContent = '';
  if (location.hash === '#offer') {
    const button = document.createElement('button');
    button.textContent = 'Subscribe';
    button.addEventListener('click', () => buy('term_month', button));
    main.append(button);
  } else {
    await allegro.member.user(); // Waits until it is known who is there.
    main.textContent = allegro.member.hasResource('premium')
      ? 'The whole story.'
      : 'The beginning of a story …';
  }
  allegro.track('page_view');
}

async function buy(termId, button) {
  button.disabled = true;
  try {
    await allegro.purchase.initiate(termId, '/single-page-app.html#story');
  } catch (error) {
    button.disabled = false;
    const reason = error instanceof AllegroApiError ? error.message : 'Something went wrong.';
    document.getElementById('notice').textContent = reason;
  }
}

// Back from the checkout by the back button, the page is as it was left.
window.addEventListener('pageshow', (event) => {
  if (event.persisted) showRoute();
});
window.addEventListener('hashchange', showRoute);
window.addEventListener('allegro:purchase:completed', showRoute);
window.addEventListener('allegro:logout', showRoute);
showRoute();
