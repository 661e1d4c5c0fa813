/** Compiled, never run: what a site's TypeScript may and may not write. */
import { AllegroApiError, createAllegro, type Allegro, type Entitlement } from '@fermata/sdk';
import '@fermata/sdk/auto';

// The queue works whether or not the SDK has loaded.
window.allegro = window.allegro || [];
window.allegro.push((allegro) => {
  void allegro.purchase.initiate('term_month');
  void allegro.purchase.initiate('term_month', null);
  void allegro.member.requestMagicLink('ada@example.com', null, { from: 'gate' });
});
// @ts-expect-error: before it has loaded there may be only a queue.
JSON.stringify(window.allegro.purchase);

window.__allegro = { debug: true, apiUrl: 'https://service.example/' };
// @ts-expect-error: no such setting.
window.__allegro = { csrfToken: 'x' };

// Events on window are typed.
window.addEventListener('allegro:purchase:completed', (event) => {
  const entitlement: Entitlement = event.detail.entitlement;
  const method: 'purchase' = event.detail.method;
  console.log(entitlement.resource.name, entitlement.product.slug, method);
});
window.addEventListener('allegro:purchase:failed', ({ detail }) => detail.reason.toUpperCase());
window.addEventListener('allegro:content:unlocked', ({ detail }) => {
  const gate: string = detail.gate;
  detail.element.classList.add(gate);
});
window.addEventListener('allegro:content:locked', ({ detail }) => {
  // @ts-expect-error: there is a gate, and no reason.
  console.log(detail.reason);
});
window.addEventListener('allegro:jwt-refreshed', ({ detail }) => detail.resources.includes('premium'));

// With a bundler, once, in the browser.
export async function buy(termId: string): Promise<void> {
  const allegro: Allegro = createAllegro({ apiUrl: '/_fermata/' });
  try {
    await allegro.purchase.initiate(termId);
  } catch (error) {
    if (error instanceof AllegroApiError && error.status === 0) alert('You seem to be offline.');
  }
}

export async function outcome(allegro: Allegro): Promise<string> {
  const result = await allegro.purchase.result();
  // @ts-expect-error: there may have been no purchase.
  console.log(result.status);
  if (result === null) return 'nothing';
  return result.status === 'completed' ? result.entitlement.resource.name : result.reason;
}
